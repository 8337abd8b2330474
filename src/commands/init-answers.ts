/** What `init` asks for. */
export interface InitAnswers {
  /** Undefined: read from `GOOGLE_CLOUD_PROJECT` at each run, so that no file has it. */
  readonly project?: string;
  readonly location: string;
  readonly model: string;
  /** Is a workflow of GitHub Actions wanted? */
  readonly github: boolean;
}

export const defaultAnswers: InitAnswers = { location: 'global', model: 'google/gemini-3.8-flash', github: false };

/** Why an answer cannot be right, in a sentence; undefined where it can. */
export const checks = {
  project(text: string): string | undefined {
    // An id, one of a domain (`example.com:project`), or a number.
    return /^(?:[a-z0-9.-]+:)?[a-z0-9][a-z0-9-]{3,29}$/.test(text) ? undefined : `"${text}" is no id of a project`;
  },
  location(text: string): string | undefined {
    if (/^[a-z]+(?:-[a-z]+\d+)?$/.test(text)) return undefined;
    return `"${text}" is no location: global, us, eu, or a region such as us-central1`;
  },
  model(text: string): string | undefined {
    if (/^[\w.-]+\/[\w.@-]+$/.test(text)) return undefined;
    const meant = /^[\w.@-]+$/.test(text) ? `google/${text}` : 'google/gemini-3.8-flash';
    return `"${text}" does not name a publisher: ${meant}`;
  },
} as const satisfies { readonly [about: string]: (text: string) => string | undefined };
