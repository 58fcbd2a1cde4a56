import {
  categoryOf,
  dateInWords,
  londonDateOf,
  londonTimeOf,
  recordIdOf,
  type LocalDate,
  ROLE_NAMES,
} from '@minutebook/kernel';
import type { TrailLine } from '../read-models/trail.query';
import { trailEntryPath } from './audit-trail-paths';

/** A line of the trail as its pages show it. */
export interface TrailLineView {
  readonly recordNumber: number;
  readonly href: string;
  readonly sentence: string;
  /** When it was recorded, in London. */
  readonly date: LocalDate;
  readonly time: string;
  readonly who: string;
  /** Only where the account's name does not say it already. */
  readonly role: string | undefined;
  readonly actingFor: string | undefined;
  readonly grant: string;
  readonly via: string;
  readonly name: string;
  readonly recordHref: string | undefined;
  readonly effectiveOn: string | undefined;
  readonly reason: string | undefined;
  readonly wording: string | undefined;
  readonly changes: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  /** Of what was taken from a published document: the document and its row. */
  readonly source: string | undefined;
  readonly origin: string;
  readonly illustrative: boolean;
}

/** How an account is called: `AccountDirectory.nameOf`. */
export type NameOf = (account: string) => string;

export function presentTrailLine(line: TrailLine, nameOf: NameOf): TrailLineView {
  const who = nameOf(line.account);
  const role = roleName(line.role);
  return {
    recordNumber: line.recordNumber,
    href: trailEntryPath(line.recordNumber),
    sentence: withNames(line.sentence, nameOf),
    date: londonDateOf(line.recordedAt),
    time: londonTimeOf(line.recordedAt),
    who,
    role: who.toLowerCase().includes(role.toLowerCase()) ? undefined : role,
    actingFor: line.actingFor === null ? undefined : nameOf(line.actingFor),
    grant: line.grant,
    via: line.linkSentAt === null ? (VIA[line.via] ?? line.via) : byLink(who, line.linkSentAt),
    name: nameOfRecord(line, nameOf),
    recordHref: line.path ?? undefined,
    effectiveOn: line.effectiveOn ?? undefined,
    reason: line.reason ?? undefined,
    wording: line.wording ?? undefined,
    changes: line.changes,
    source: line.source === null ? undefined : sourceInWords(line.source),
    origin: ORIGIN[line.origin] ?? line.origin,
    illustrative: line.origin === 'demonstration',
  };
}

/** Names are not in the record: where a sentence means an account, it holds `{account <id>}`, shown as it is called today. */
export function withNames(sentence: string, nameOf: NameOf): string {
  return sentence.replace(/\{account ([A-Za-z0-9-]{1,64})\}/g, (_, id: string) => nameOf(id));
}

/** What the line's record is called; an account by the name that it has today. */
export function nameOfRecord({ stream, name }: Pick<TrailLine, 'stream' | 'name'>, nameOf: NameOf): string {
  return categoryOf(stream) === 'account' ? nameOf(recordIdOf(stream)) : name;
}

/** Whoever answers by a link is whom it was sent to. */
function byLink(who: string, sentAt: number): string {
  return `by the link sent to ${who} on ${dateInWords(londonDateOf(sentAt))}`;
}

/** How a role is called; a role of a later release is shown as it is. */
export function roleName(role: string): string {
  return (ROLE_NAMES as Readonly<Record<string, string>>)[role] ?? role;
}

function sourceInWords({ document, row }: NonNullable<TrailLine['source']>): string {
  return row === undefined ? document : `${document}, row ${row}`;
}

const VIA: Readonly<Record<string, string>> = {
  page: 'on a page',
  api: 'through the API',
  link: 'by a link in a message',
  cli: 'from the command line',
  policy: 'by a rule of the service',
};

const ORIGIN: Readonly<Record<string, string>> = {
  user: 'Entered by a user',
  import: 'Taken from a published document',
  demonstration: 'Invented for the demonstration',
  system: 'Made by Minutebook itself',
};
