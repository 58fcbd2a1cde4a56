/** For specs only: signs whose meaning a backslash takes away in the Markdown of Notify (mistune 0.8.4, `escape`). */
const ESCAPED = /\\([\\`*{}[\]()#+\-.!_>~|])/g;
const LINK = /https?:\/\/[^\s<]+[^<.,:"')\]\s]/g;

/** What makes a block of more than plain lines, in the grammar of Notify (alphagov/notifications-utils, markdown.py). */
const BLOCKS: Readonly<Record<string, RegExp>> = {
  rule: /^ {0,3}[-*_](?: *[-*_]){2,} *$/m,
  code: /^(?: {4}|\t)/m,
  fence: /^ *(`{3,}|~{3,})/m,
  heading: /^ *#{1,6} *[^\n]/m,
  underline: /^ *(=|-)+ *$/m,
  quotation: /^ *\^/m,
  list: /^ *(?:[•*-]|\d+\.)/m,
  table: /^ *\|?.*(?<!\\)\|/m,
  html: /<(?=[a-z/!?])/i,
  entity: /&(?=#?\w+;)/,
  link: /(?<!\\)(?:\\\\)*\[/,
};

/** The text that a reader is shown: without escapes outside links, and without spaces of no width. */
export function shownByNotify(body: string): string {
  let shown = '';
  let done = 0;
  for (const { 0: link, index } of body.matchAll(LINK)) {
    shown += body.slice(done, index).replace(ESCAPED, '$1') + link;
    done = index + link.length;
  }
  return (shown + body.slice(done).replace(ESCAPED, '$1')).replaceAll('\u200b', '');
}

/** The kinds of formatting that a body brings about; none for what is shown as it was typed. */
export function formattingOf(body: string): readonly string[] {
  return Object.keys(BLOCKS).filter((kind) => BLOCKS[kind]?.test(body));
}

/** What becomes a link for the reader to follow. */
export function linksOf(body: string): readonly string[] {
  return [...body.matchAll(LINK)].map(([link]) => link);
}
