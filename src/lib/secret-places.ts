/** Headers whose value is a credential, or says whose account it is: they are known by their place. */
export const secretHeader =
  /^(?:proxy-)?authorization$|^(?:set-)?cookie2?$|api-?key$|^x-goog-(?:user-project|iam-)|token$/;

/** A key may be a parameter of an address: what stands before it, and the key. */
export const secretParameter = /([?&](?:key|access_token|token|api_key)=)([^&#\s"']+)/gi;

/** The password in `https://user:password@host`. */
export const passwordInUrl = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@]*:([^/?#@]+)@/i;
