import type { FuncKeywordDefinition } from 'ajv';

/** `includes` and `excludes`: text, or a list of texts, all (none) of which a text contains. */
export const textKeywords: FuncKeywordDefinition[] = [
  { keyword: 'includes', type: 'string', schemaType: ['string', 'array'], ...judge('includes', (found) => !found) },
  { keyword: 'excludes', type: 'string', schemaType: ['string', 'array'], ...judge('excludes', (found) => found) },
];

/** The error's `params.texts` are those texts that break the keyword. */
function judge(
  keyword: string,
  breaks: (found: boolean) => boolean,
): Pick<FuncKeywordDefinition, 'compile' | 'errors'> {
  return {
    errors: true,
    compile(wanted: string | string[]) {
      const texts = typeof wanted === 'string' ? [wanted] : wanted;
      const validate: ReturnType<NonNullable<FuncKeywordDefinition['compile']>> = (text) => {
        const broken = texts.filter((each) => breaks(text.includes(each)));
        if (broken.length > 0) validate.errors = [{ keyword, params: { texts: broken }, message: keyword }];
        return broken.length === 0;
      };
      return validate;
    },
  };
}
