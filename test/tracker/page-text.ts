const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** What a reader finds in the main part of a page, as one line of text. */
export function textOf(html: string): string {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? html;
  return main
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;])/g, '')
    .trim();
}

/** Where every link of the main part leads whose text matches. */
export function linksOf(html: string, text: RegExp): readonly string[] {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? html;
  return [...main.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)]
    .filter(([, , inner]) => text.test(textOf(inner ?? '')))
    .map(([, href]) => (href ?? '').replace(/&amp;/g, '&'));
}

/** The value of a hidden field of the page's form. */
export function hiddenField(html: string, name: string): string {
  // The form that signs out stands in the head of the page and has a token too: it is the same session's.
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];
  if (value === undefined) throw new Error(`The page has no hidden field ${name}`);
  return value;
}
