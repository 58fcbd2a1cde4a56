import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderTexts, sampleInput, tidy } from './fixtures/sample-page';
import { FormErrors } from './form-errors';
import { CSRF_FIELD, IDEMPOTENCY_FIELD, pageFrame, type FormPage, type PageFrameInput } from './page-frame';
import { PageRenderer } from './page-renderer';
import { pageFolders, projectRoot } from './project-root';

const LAYOUT = '{% extends "minutebook/layout.njk" %}';
const FORM = '{% extends "minutebook/form.njk" %}{% block fields %}FIELDS{% endblock %}';
const PAST = { recordNumber: 812, pageDate: '2014-06-15', live: false, asked: '2014-06-15' } as const;

function show(changes: Partial<PageFrameInput> = {}, template = LAYOUT): string {
  return tidy(renderTexts({ 'page.njk': template }, pageFrame(sampleInput(changes))));
}

function showForm(changes: Partial<PageFrameInput> = {}, form: Partial<FormPage> = {}): string {
  const page: FormPage = {
    ...pageFrame(sampleInput(changes)),
    action: '/actions/1/report-progress',
    idempotencyKey: 'key-1',
    submit: 'Report progress',
    cancel: { text: 'Cancel', href: '/actions/1' },
    ...form,
  };
  return tidy(renderTexts({ 'page.njk': FORM }, page));
}

describe('every page', () => {
  it('begins with a way past its head, and names itself', () => {
    const html = show();
    expect(html).toContain('<a href="#main-content" class="govuk-skip-link"');
    expect(html).toContain('id="main-content"');
    expect(html).toContain('<title>Workforce action plan 2014/15 – Minutebook – Derbyshire County Council</title>');
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain('<html lang="en"');
  });

  it('loads only what is served, and nothing inline', () => {
    const html = show({
      demonstration: { today: '2014-06-16', path: '/demonstration' },
      moment: PAST,
      errors: FormErrors.of('No'),
    });
    const loaded = [...html.matchAll(/<(?:link|script)[^>]*(?:href|src)="([^"]+)"/g)].map(([, address]) => address);
    const served = new PageRenderer({ folders: [] }).assets.map(({ url }) => url);
    expect(loaded.length).toBeGreaterThanOrEqual(4);
    for (const address of loaded) expect(served).toContain(address);
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)/);
  });

  it('carries neither crown nor name of the government', () => {
    expect(show()).not.toMatch(/crown|gov\.uk|GDS/i);
  });

  it('says who is signed in and lets them out, safe from forged requests', () => {
    const html = show();
    expect(html).toContain('Demo action lead<span class="mb-account__role">Action lead</span>');
    expect(html).toMatch(
      new RegExp(
        `method="post" action="/sign-out"><input type="hidden" name="${CSRF_FIELD}" value="token-of-the-session">`,
      ),
    );
    expect(show({ account: undefined })).toContain('<a class="mb-account__sign-in" href="/sign-in">Sign in</a>');
  });

  it('has the parts of the record, the current one marked', () => {
    expect(show()).toContain('<a class="mb-nav__link" href="/plans" aria-current="page">Plans</a>');
    expect(show().match(/aria-current="page"/g)).toHaveLength(1);
  });

  it('asks for another date with its filters kept and the cursor dropped', () => {
    const html = show({
      address: { path: '/plans/1', query: { theme: 'Health "&" care', after: 'x', asAt: '2014-06-15' } },
    });
    expect(html).toMatch(/<form class="mb-date-box" method="get" action="\/plans\/1"/);
    expect(html).toContain('<input type="hidden" name="theme" value="Health &quot;&amp;&quot; care">');
    expect(html).toMatch(/<label [^>]*for="asAt">Show the record as at<\/label>/);
    expect(html).toContain('id="asAt" name="asAt" type="date" value="2014-06-16"');
    expect(html.match(/name="asAt"/g)).toHaveLength(1);
    expect(html).not.toContain('name="after"');
  });

  it('says which moment of the record it shows', () => {
    expect(show()).toContain('as at<strong>16 June 2014</strong>, up to<strong>record 1,234</strong>');
  });

  it('says while the record is out of reach that more may be recorded than is shown', () => {
    expect(show({ outOfReach: true })).toMatch(/cannot be reached at the moment.*up to record/s);
    expect(show({})).not.toContain('cannot be reached');
  });

  it('says that the record is a demonstration where it is one', () => {
    expect(show({ demonstration: { today: '2014-06-16', path: '/demonstration' } })).toMatch(
      /Demonstration:.*16 June 2014.*illustrative.*is invented and is no record of the council named/,
    );
    expect(show()).not.toContain('Demonstration');
  });

  it('shows once what was recorded, and errors before the heading', () => {
    expect(show({ flash: { text: 'Recorded <it>', link: { text: 'See it', href: '/audit-trail/1' } } })).toMatch(
      /role="alert".*Recorded &lt;it&gt;<a class="govuk-notification-banner__link" href="\/audit-trail\/1">See it<\/a>/,
    );
    const html = show({ errors: FormErrors.of('Enter the title', 'title') });
    expect(html).toContain('<title>Error: Workforce action plan');
    expect(html).toMatch(/There is a problem.*<a href="#title">Enter the title<\/a>.*<h1/);
  });

  it('escapes what people typed', () => {
    const html = show({ title: '<img src=x onerror=alert(1)>' });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img');
  });
});

describe('a page as at another date', () => {
  const html = show({
    moment: PAST,
    address: { path: '/plans/1', query: { theme: 'Health', asAt: '2014-06-15' } },
    breadcrumbs: [{ text: 'Plans', href: '/plans' }],
  });

  it('says so, and leads back to today with the filters kept', () => {
    expect(html).toContain('You are looking at the record as it stood on 15 June 2014</strong>, up to record 812.');
    expect(html).toContain('href="/plans/1?theme=Health">Back to today</a>');
    expect(html).toContain('<title>Workforce action plan 2014/15, as at 15 June 2014 –');
    expect(show()).not.toContain('Back to today');
  });

  it('carries the moment in every link but the one back', () => {
    const links = [...html.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual(
      expect.arrayContaining(['/?asAt=2014-06-15', '/plans?asAt=2014-06-15', '/accessibility?asAt=2014-06-15']),
    );
    expect(links.filter((href) => !href?.includes('asAt'))).toEqual(['/plans/1?theme=Health']);
  });

  it('offers no form that changes the record', () => {
    expect(showForm({ moment: PAST })).not.toContain('FIELDS');
    expect(showForm({ moment: PAST })).toContain('The past cannot be changed');
    expect(showForm({ moment: PAST }).match(/<form[^>]*method="post"/g)).toHaveLength(1);
  });
});

describe('a page with a form', () => {
  it('is sent once, safe from forged requests, and may be left', () => {
    const html = showForm();
    expect(html).toContain('<form method="post" action="/actions/1/report-progress" novalidate>');
    expect(html).toContain(
      `name="${CSRF_FIELD}" value="token-of-the-session"><input type="hidden" name="${IDEMPOTENCY_FIELD}" value="key-1">FIELDS`,
    );
    expect(html).toMatch(/data-prevent-double-click="true">Report progress<\/button>/);
    expect(html).toContain('<a class="govuk-link" href="/actions/1">Cancel</a>');
  });

  it('may carry a file', () => {
    expect(showForm({}, { multipart: true })).toContain('enctype="multipart/form-data"');
    expect(showForm()).not.toContain('multipart');
  });
});

describe('the four kinds of page', () => {
  it.each([
    ['desk', ['lead', 'waiting', 'aside']],
    ['board', ['lead', 'counts', 'filters', 'records', 'after']],
    ['record', ['state', 'nextStep', 'facts', 'timeline', 'side', 'trail']],
    ['form', ['lead', 'fields', 'consequences', 'buttons']],
  ])('a %s has its parts in one order: %j', (kind, blocks) => {
    const parts = blocks.map((block) => `{% block ${block} %}[${block}]{% endblock %}`).join('');
    const page: FormPage = { ...pageFrame(sampleInput()), action: '/', idempotencyKey: '', submit: '' };
    const html = renderTexts({ 'page.njk': `{% extends "minutebook/${kind}.njk" %}${parts}` }, page);
    expect(html.match(/\[\w+\]/g)).toEqual(blocks.map((block) => `[${block}]`));
    expect(html).toContain(`mb-main--${kind}`);
  });

  it('have the components at hand', () => {
    const html = renderTexts(
      {
        'page.njk':
          '{% extends "minutebook/board.njk" %}{% block records %}{{ mb.tag({ text: "Closed" }) }}{% endblock %}',
      },
      pageFrame(sampleInput()),
    );
    expect(html).toContain('<strong class="govuk-tag">Closed</strong>');
  });
});

describe('the renderer', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'minutebook-pages-'));
    for (const context of ['plans', 'groups']) mkdirSync(join(folder, context));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const folders = () => [join(folder, 'plans'), join(folder, 'groups')];

  it('refuses to write out a value that the context lacks', () => {
    writeFileSync(join(folder, 'plans', 'page.njk'), `${LAYOUT}{% block content %}{{ forgotten }}{% endblock %}`);
    const renderer = new PageRenderer({ folders: folders() });
    expect(() => renderer.render('page.njk', pageFrame(sampleInput()))).toThrow(/null or undefined/);
  });

  it('refuses two pages of one name', () => {
    for (const context of ['plans', 'groups']) writeFileSync(join(folder, context, 'list.njk'), LAYOUT);
    expect(() => new PageRenderer({ folders: folders() })).toThrow('Two pages are called list.njk');
  });

  it('refuses a folder that is not there', () => {
    expect(() => new PageRenderer({ folders: [join(folder, 'none')] })).toThrow('There is no folder of pages');
  });

  it('names an asset that is not there', () => {
    writeFileSync(join(folder, 'plans', 'page.njk'), '{{ assetUrl("crown.svg") }}');
    const renderer = new PageRenderer({ folders: folders() });
    expect(() => renderer.render('page.njk', pageFrame(sampleInput()))).toThrow('There is no asset crown.svg');
  });

  it('renders its kinds of page once before the first reader comes', () => {
    expect(() => new PageRenderer({ folders: [] }).warmUp()).not.toThrow();
  });

  it('finds a page that cannot be compiled before a reader does', () => {
    writeFileSync(join(folder, 'plans', 'page.njk'), '{% if %}');
    expect(() => new PageRenderer({ folders: folders() }).warmUp()).toThrow('page.njk');
  });

  it('finds the pages in the source folders, also when it runs from the built ones', () => {
    const root = projectRoot();
    expect(projectRoot(join(root, 'dist', 'libs', 'web-kit'))).toBe(root);
    for (const context of ['action-plans', 'flat'])
      mkdirSync(join(folder, 'libs', 'contexts', context), { recursive: true });
    mkdirSync(join(folder, 'libs', 'contexts', 'action-plans', 'pages'));
    mkdirSync(join(folder, 'apps', 'tracker', 'pages'), { recursive: true });
    expect(pageFolders(folder)).toEqual([
      join(folder, 'libs', 'contexts', 'action-plans', 'pages'),
      join(folder, 'apps', 'tracker', 'pages'),
    ]);
    expect(() => projectRoot(folder)).toThrow('No folder above');
  });
});
