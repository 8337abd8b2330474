import OpenAI from 'openai';

/** Where the application sends its requests: Gemini on Vertex AI, through the OpenAI-compatible endpoint. */
export function createClient({ project, token }: { readonly project: string; readonly token: string }): OpenAI {
  const endpoint = `projects/${project}/locations/global/endpoints/openapi`;
  return new OpenAI({
    baseURL: `https://aiplatform.googleapis.com/v1/${endpoint}`,
    apiKey: token,
    maxRetries: 1,
  });
}
