/** What the Markdown of Notify takes for a link: it reads it as it stands, so that nothing within may be altered. */
const LINK = /https?:\/\/[^\s<>]+[^<>.,:"')\]\s]/g;
/** Ends of sentences and brackets right after a link: a backslash there would become a part of it. */
const AFTER_LINK = /^[.,:"')\]]*/;
/** Stands where a backslash would be shown. Notify itself puts it into names that must not become links. */
const NOTHING = '\u200b';

/**
 * Writes a plain text so that the Markdown of GOV.UK Notify shows it as it is: whatever a user types in a title is no heading, no
 * list, no table (which it would leave out altogether) and no link under another name. Links that stand for themselves stay.
 *
 * Notify renders by mistune 0.8.4 with a grammar of its own (alphagov/notifications-utils, markdown.py). A backslash takes
 * away the meaning of some signs only; before the others goes a space without width.
 */
export function plainMarkdown(text: string): string {
  return text.split('\n').map(plainLine).join('\n');
}

function plainLine(line: string): string {
  let plain = '';
  let done = 0;
  for (const { 0: link, index } of line.matchAll(LINK)) {
    plain += plainWords(line.slice(done, index)) + link;
    done = index + link.length;
    const [ending = ''] = AFTER_LINK.exec(line.slice(done)) ?? [];
    plain += ending;
    done += ending.length;
    if (/^[<>]/.test(line.slice(done))) plain += ' ';
  }
  return plainStart(plain + plainWords(line.slice(done)));
}

/** What has a meaning anywhere in a line. */
function plainWords(words: string): string {
  return words
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/<(?=[a-z/!?]|$)/gi, `<${NOTHING}`)
    .replace(/&(?=#?\w+;)/g, `&${NOTHING}`);
}

/** What has a meaning only where a line begins: a heading, a list, a quotation, an underline, code. */
function plainStart(line: string): string {
  return line
    .replace(/^( {0,3})([#-])/, '$1\\$2')
    .replace(/^( {0,3}\d+)\./, '$1\\.')
    .replace(/^( {0,3})(?=[\^•=])/, `$1${NOTHING}`)
    .replace(/^(?= {4}| {0,3}\t)/, NOTHING);
}
