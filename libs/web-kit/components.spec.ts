import { renderPiece, tidy } from './fixtures/sample-page';

/** One component, made by us and by GOV.UK's own macro from the same parameters. */
function bothWays(component: string, own: string, params: string, ownParams = params): [ours: string, theirs: string] {
  const macro = `govuk${own.charAt(0).toUpperCase()}${own.slice(1)}`;
  return [
    tidy(renderPiece(`{{ mb.${own}(${ownParams}) }}`)),
    tidy(renderPiece(`{% from "govuk/components/${component}/macro.njk" import ${macro} %}{{ ${macro}(${params}) }}`)),
  ];
}

describe('components with the HTML of GOV.UK', () => {
  it.each([
    ['tag', 'tag', '{ text: "Awaiting <confirmation>", classes: "govuk-tag--grey" }'],
    ['tag', 'tag', '{ text: "Closed" }'],
    [
      'table',
      'table',
      `{ caption: "Costs", captionClasses: "govuk-table__caption--m", firstCellIsHeader: true,
         head: [{ text: "Action" }, { text: "Cost", format: "numeric" }, { text: "Lead", classes: "wide" }],
         rows: [[{ text: "DW1" }, { text: "£1,000", format: "numeric" }, { html: "<b>HR</b>" }],
                [{ text: "All", classes: "last" }, { text: "£1,000", colspan: 2 }]] }`,
    ],
    ['table', 'table', '{ rows: [[{ text: "DW1" }, { text: "DW2" }]] }'],
    [
      'summary-list',
      'summaryList',
      `{ classes: "facts", rows: [
         { key: { text: "Due" }, value: { text: "16 June 2014" },
           actions: { items: [{ href: "/move", text: "Move", visuallyHiddenText: "due date" }] } },
         { key: { text: "Lead" }, value: { html: "<b>HR</b>" } },
         { key: { text: "Title" }, value: { text: "Plan" },
           actions: { items: [{ href: "/a", text: "Amend" }, { href: "/w", text: "Withdraw" }] } }] }`,
    ],
    ['summary-list', 'summaryList', '{ rows: [{ key: { text: "Due" }, value: { text: "Ongoing" } }] }'],
    [
      'breadcrumbs',
      'breadcrumbs',
      '{ items: [{ text: "Plans", href: "/plans?a=1&b=2" }, { text: "Workforce", href: "/plans/1" }, { text: "DW1" }] }',
    ],
  ])('%s (%#): the same HTML from the same parameters', (component, own, params) => {
    const [ours, theirs] = bothWays(component, own, params);
    expect(ours).toBe(theirs);
  });

  it.each([
    [
      '{ newer: "/a?before=9", older: "/a?after=3" }',
      '{ previous: { href: "/a?before=9", text: "Newer" }, next: { href: "/a?after=3", text: "Older" } }',
    ],
    [
      '{ older: "/a", label: "Entries", olderText: "Earlier" }',
      '{ next: { href: "/a", text: "Earlier" }, landmarkLabel: "Entries" }',
    ],
  ])('pagination (%#): newer and older as GOV.UK writes previous and next', (ownParams, params) => {
    const [ours, theirs] = bothWays('pagination', 'pagination', params, ownParams);
    expect(ours).toBe(theirs);
  });

  it('errorSummary and details: the same HTML from the same words', () => {
    const govuk =
      '{% from "govuk/components/error-summary/macro.njk" import govukErrorSummary %}{% from "govuk/components/details/macro.njk" import govukDetails %}';
    const items = '[{ text: "Enter the title", href: "#title" }, { text: "Try again" }]';
    expect(tidy(renderPiece(`{{ mb.errorSummary(${items}) }}`))).toBe(
      tidy(renderPiece(`${govuk}{{ govukErrorSummary({ titleText: "There is a problem", errorList: ${items} }) }}`)),
    );
    expect(tidy(renderPiece('{% call mb.details("More") %}Words{% endcall %}'))).toBe(
      tidy(renderPiece(`${govuk}{{ govukDetails({ summaryText: "More", text: "Words" }) }}`)),
    );
  });

  it('a row is never written by pagination where there is neither newer nor older', () => {
    expect(tidy(renderPiece('{{ mb.pagination({}) }}'))).toBe('');
  });
});

describe('ratings', () => {
  const red = { label: 'Red', colour: 'red', shape: 'triangle' };

  it('say themselves by word and by shape as well as by colour', () => {
    const html = renderPiece('{{ mb.rag(rating) }}', { rating: red });
    expect(html).toContain('</svg>Red</strong>');
    expect(html).toContain('mb-rag--red');
    expect(html).toContain('aria-hidden="true"');
  });

  it('have a shape of their own each', () => {
    const shapes = ['triangle', 'diamond', 'circle', 'square'].map(
      (shape) => /<svg.*<\/svg>/.exec(renderPiece('{{ mb.rag(rating) }}', { rating: { ...red, shape } }))?.[0],
    );
    expect(new Set(shapes).size).toBe(4);
    expect(shapes).toEqual(
      ['triangle', 'diamond', 'circle', 'square'].map((shape) => renderPiece(`{{ mb.shape("${shape}") }}`)),
    );
  });

  it('are said to be missing where there is none', () => {
    expect(renderPiece('{{ mb.rag(rating) }}')).toContain('Not rated');
    expect(renderPiece('{{ mb.rag(rating) }}', { rating: null })).toContain('Not rated');
  });

  it('are counted in text beside the bar', () => {
    const items = [
      { label: 'Red', count: 1200, colour: 'red', shape: 'triangle', href: '/plans/1?rag=red', current: true },
      { label: 'Not rated', count: 3, colour: 'none' },
    ];
    const html = tidy(renderPiece('{{ mb.counts(items, "Actions by rating") }}', { items }));
    expect(html).toContain('href="/plans/1?rag=red" aria-current="true"');
    expect(html).toContain('<strong class="mb-counts__number">1,200</strong><span class="mb-counts__label">Red</span>');
    expect(html).toContain(
      '<strong class="mb-counts__number">3</strong><span class="mb-counts__label">Not rated</span>',
    );
    expect(html).toContain('mb-share--none');
  });
});

describe('tables', () => {
  it('say their order to everyone and offer the other one', () => {
    const head = [
      { text: 'Due', sort: { href: '/p?sort=-due', direction: 'ascending' } },
      { text: 'Lead', sort: { href: '/p?sort=lead' } },
    ];
    const html = renderPiece('{{ mb.table({ head: head, rows: [] }) }}', { head });
    expect(html).toMatch(
      /<th [^>]*aria-sort="ascending"[^>]*><a class="mb-sort mb-sort--ascending" href="\/p\?sort=-due">Due/,
    );
    expect(html.match(/aria-sort/g)).toHaveLength(1);
  });

  it('that scroll are a region with a name that the keyboard reaches', () => {
    const html = renderPiece('{{ mb.table({ caption: "Costs", rows: [], scroll: true }) }}');
    expect(html).toContain('role="region" aria-label="Costs" tabindex="0"');
  });

  it('take rows that are written out', () => {
    const html = tidy(renderPiece('{% call mb.table({ caption: "One" }) %}<tr><td>DW1</td></tr>{% endcall %}'));
    expect(html).toContain('<tbody class="govuk-table__body"><tr><td>DW1</td></tr></tbody>');
  });
});

describe('the timeline', () => {
  const entry = {
    recordNumber: 1201,
    href: '/audit-trail/1201',
    date: '2014-06-12',
    title: 'Progress reported',
    by: 'Action lead',
    rating: { label: 'Amber', colour: 'amber', shape: 'diamond' },
    state: 'Returned',
    text: '<script>alert(1)</script>',
    facts: [{ key: 'Percentage done', value: '35' }],
    illustrative: true,
  };

  it('shows number, date with its distance, rating, state, words and facts of an entry', () => {
    const html = tidy(renderPiece('{{ mb.timeline(entries, "2014-06-16") }}', { entries: [entry] }));
    for (const part of [
      'href="/audit-trail/1201"',
      '1,201</a>',
      '<time datetime="2014-06-12">12 June 2014</time><span class="mb-distance">4 days ago</span>',
      'Amber</strong>',
      'Returned</strong>',
      '<dt>Percentage done</dt><dd>35</dd>',
      'illustrative',
    ])
      expect(html).toContain(part);
  });

  it('escapes what people typed', () => {
    const html = renderPiece('{{ mb.timeline(entries, "2014-06-16") }}', { entries: [entry] });
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;');
  });

  it('lets a page add to each entry', () => {
    const piece = '{% call(entry) mb.timeline(entries, "2014-06-16") %}[{{ entry.recordNumber }}]{% endcall %}';
    expect(renderPiece(piece, { entries: [entry, { ...entry, recordNumber: 7 }] })).toMatch(/\[1201\][\s\S]*\[7\]/);
  });
});

describe('desk and record', () => {
  it('give each thing that waits its one next step, named for those who hear it alone', () => {
    const items = [
      { title: 'DW1', href: '/actions/1', due: '2014-06-15', late: true, step: { text: 'Confirm', href: '/c' } },
    ];
    const html = tidy(renderPiece('{{ mb.waitingList(items, "2014-06-16") }}', { items }));
    expect(html).toContain('mb-waiting__item--late');
    expect(html).toContain('yesterday');
    expect(html).toContain('Confirm<span class="govuk-visually-hidden">: DW1</span></a>');
  });

  it('say what blocks the next step, and by which rule', () => {
    const html = tidy(renderPiece('{{ mb.nextStep({ title: "Wait", rule: "own-report", blocked: true }) }}'));
    expect(html).toContain('What blocks the next step');
    expect(html).toContain('Rule: own-report');
  });

  it('say on an empty page what to do first', () => {
    const html = tidy(
      renderPiece('{{ mb.empty({ title: "No plans yet", link: { text: "Open a plan", href: "/plans/new" } }) }}'),
    );
    expect(html).toContain('No plans yet');
    expect(html).toContain('<a class="govuk-link" href="/plans/new">Open a plan</a>');
  });
});
