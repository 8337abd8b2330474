/** Did the service end the answer before the model was through with it: token limit, filter, malformed call? */
export function endedEarly(reason: string | null): boolean {
  return reason === 'length' || /^(content_filter|function_call_filter)(: |$)/.test(reason ?? '');
}
