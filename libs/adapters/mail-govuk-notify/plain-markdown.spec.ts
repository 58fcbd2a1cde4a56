import { formattingOf, linksOf, shownByNotify } from './markdown.fixture';
import { plainMarkdown } from './plain-markdown';

const LINK = 'https://minutebook.example.gov.uk/answer/0f3c_A-b.9~x?day=2026-11-27&by=mail#form';

describe('Text for the Markdown of GOV.UK Notify', () => {
  it.each([
    ['heading', '# 1 * item'],
    ['heading', '  ## Second'],
    ['list', '* first\n* second'],
    ['list', '- first'],
    ['list', '• first'],
    ['list', '1. first'],
    ['list', '2.30pm meeting'],
    ['quotation', '^ inset'],
    ['rule', '* * *'],
    ['rule', '___'],
    ['underline', 'Title\n====='],
    ['underline', 'Title\n---'],
    ['code', '    four spaces'],
    ['code', '\tafter a tab'],
    ['fence', '```\ncode\n```'],
    ['fence', '~~~\ncode\n~~~'],
    ['table', 'a | b\n--|--\nc | d'],
    ['table', '|a|b|\n|--|--|\n|c|d|'],
    ['link', '[Sign in](https://evil.example)'],
    ['link', '\\\\[Sign in](https://evil.example)'],
    ['link', '![image](https://evil.example/x.png)'],
    ['link', '[x]: https://evil.example'],
    ['html', '<b>bold</b> <!-- hidden -->'],
    ['html', '<https://evil.example>'],
    ['entity', 'AT&amp;T &#40;'],
  ])('is no %s because of what was typed: %j', (kind, text) => {
    expect(formattingOf(text)).toContain(kind);

    const body = plainMarkdown(text);

    expect(formattingOf(body)).toEqual([]);
    expect(shownByNotify(body).replace(/ (?=>)/g, '')).toBe(text);
  });

  it.each([
    'Dear clerk,\n\nA1/2 is due on 12 May: “a – b”, it’s R&D, 5 < 6, a+b (c) #4 £1.50!',
    'ŵythnos 会議 🗳\n\nIn 2026.',
  ])('is sent as it is where nothing has a meaning: %j', (text) => {
    expect(plainMarkdown(text)).toBe(text);
  });

  it.each([
    ['alone', LINK],
    ['at the end of a sentence', `Answer at ${LINK}.`],
    ['in brackets', `Answer (${LINK}), please`],
    ['in angle brackets', `Answer <${LINK}>`],
    ['as the aim of another name', `[Sign in](${LINK})`],
    ['after signs', `* a_b [c] ${LINK} * d_e [f]`],
    ['twice', `${LINK} ${LINK}`],
  ])('keeps a link that stands %s', (_, text) => {
    const body = plainMarkdown(text);

    expect(new Set(linksOf(body))).toEqual(new Set([LINK]));
    expect(formattingOf(body)).toEqual([]);
  });
});
