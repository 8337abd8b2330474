import type { ProfileName } from '../model/names.ts';

/** What is fixed about a server family. Sources: docs/facts.md 7, 8, cited where a value is used. */
export interface Profile {
  /** For people: reports, reference pages. */
  readonly title: string;
}

export const profiles: { readonly [name in ProfileName]: Profile } = {
  'vertex-gemini': { title: 'Gemini on Vertex AI' },
  gemini: { title: 'Gemini Developer API' },
  openai: { title: 'OpenAI' },
  'open-model': { title: 'Open and partner models (vLLM, TGI, MaaS)' },
};

export const profileNames = Object.keys(profiles) as ProfileName[];
