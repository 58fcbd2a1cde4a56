import type { LocalDate } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import { askedAgain, keptFilters, withQuery, type Address, type HiddenField, type Link } from './addresses';
import { FormErrors } from './form-errors';

/** The name of the hidden field that carries the token against forged requests. */
export const CSRF_FIELD = '_csrf';

/** The name of the hidden field that carries a form's idempotency key: sending the same form twice records once. */
export const IDEMPOTENCY_FIELD = '_idempotencyKey';

/** The moment that a page shows, as the reader asked for it. */
export interface PageMoment extends AsAt {
  /** `asAt` as the address gives it (date, instant or record number); absent where the page is live. */
  readonly asked?: string;
}

/** Who is signed in, as the head of the page says it. */
export interface SignedIn {
  readonly name: string;
  /** The role in words, where the name does not say it: "Action lead". */
  readonly role?: string;
}

/** One entry of the navigation; `current` where the page lies in that part. */
export interface NavigationItem extends Link {
  readonly current?: boolean;
}

/** What is said once after a POST: what was recorded, and where it stands. */
export interface Flash {
  readonly text: string;
  readonly link?: Link;
}

/** A record that holds invented facts: its own today. */
export interface Demonstration {
  readonly today: LocalDate;
  /** Where it is told what is invented and what is not. */
  readonly path: string;
}

/** What every page's context holds. A page's own context extends it. */
export interface PageFrame {
  /** The heading of the page; the browser's title follows from it. */
  readonly title: string;
  readonly council: string;
  readonly moment: PageMoment;
  readonly dateBox: DateBox;
  readonly navigation: readonly NavigationItem[];
  readonly breadcrumbs: readonly Link[];
  readonly account?: SignedIn;
  readonly csrfToken: string;
  readonly flash?: Flash;
  readonly errors: FormErrors;
  /** Where the record is a demonstration, which every page then says, with the day at which its calendar stands. */
  readonly demonstration?: Demonstration;
  /** Whether the log cannot be reached, so that what is shown may be older than what is recorded. */
  readonly outOfReach: boolean;
  readonly version: string;
  readonly signOutPath: string;
  readonly signInPath: string;
  readonly accessibilityPath: string;
  /** Where a reader finds their own account; none where nobody is signed in. */
  readonly ownAccountPath?: string;
  /** Where it is told why the reader can see this page. */
  readonly rightsHref?: string;
}

/** What a page with a form of its own holds besides: one decision, sent once. */
export interface FormPage extends PageFrame {
  /** Where the form is sent to. */
  readonly action: string;
  /** Made anew for each form that is shown, and kept when it is shown again with errors. */
  readonly idempotencyKey: string;
  /** What the button says: "Report progress". */
  readonly submit: string;
  readonly cancel?: Link;
  /** Whether a file is sent along. */
  readonly multipart?: boolean;
}

/** The form on every page that asks for another date, and the way back from one. */
export interface DateBox {
  readonly action: string;
  readonly value: LocalDate;
  readonly kept: readonly HiddenField[];
  /** The same page as it stands today. */
  readonly backHref: string;
}

/** What a page brings to its frame; the rest follows. */
export interface PageFrameInput {
  readonly title: string;
  readonly council: string;
  /** The address of the page as a GET; for a refused POST that of its form. */
  readonly address: Address;
  readonly moment: PageMoment;
  readonly navigation: readonly NavigationItem[];
  readonly csrfToken: string;
  readonly demonstration?: Demonstration;
  readonly outOfReach?: boolean;
  readonly version: string;
  readonly breadcrumbs?: readonly Link[];
  readonly account?: SignedIn;
  readonly flash?: Flash;
  readonly errors?: FormErrors;
  readonly signOutPath?: string;
  readonly signInPath?: string;
  readonly accessibilityPath?: string;
  readonly ownAccountPath?: string;
  readonly rightsHref?: string;
}

/** A link that stays at the moment of the page: with `asAt` set, every link carries it. */
export function atMoment(path: string, moment: PageMoment): string {
  if (moment.asked === undefined) return path;
  // Most of a page's many links have no query of their own, and taking one apart is a sixth of a board as at a date.
  if (!/[?#]/.test(path)) return `${path}?asAt=${encodeURIComponent(moment.asked)}`;
  return withQuery(path, { asAt: moment.asked });
}

/** Builds the frame of a page: date box with the filters kept, way back to today, navigation at the page's moment. */
export function pageFrame(input: PageFrameInput): PageFrame {
  const { address, moment } = input;
  return {
    title: input.title,
    council: input.council,
    moment,
    dateBox: {
      action: address.path,
      value: moment.pageDate,
      kept: keptFilters(address, ['asAt']),
      backHref: askedAgain(address, { asAt: undefined }),
    },
    navigation: input.navigation.map((item) => ({ ...item, href: atMoment(item.href, moment) })),
    breadcrumbs: (input.breadcrumbs ?? []).map((link) => ({ ...link, href: atMoment(link.href, moment) })),
    account: input.account,
    csrfToken: input.csrfToken,
    flash: input.flash,
    errors: input.errors ?? FormErrors.none,
    demonstration: input.demonstration,
    outOfReach: input.outOfReach ?? false,
    version: input.version,
    signOutPath: input.signOutPath ?? '/sign-out',
    signInPath: input.signInPath ?? '/sign-in',
    accessibilityPath: input.accessibilityPath ?? '/accessibility',
    ownAccountPath: input.ownAccountPath,
    rightsHref: input.rightsHref,
  };
}
