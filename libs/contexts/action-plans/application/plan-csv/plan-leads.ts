import { createHash } from 'node:crypto';
import { joinList, splitList } from './csv-cells';
import type { PlanCsvAction } from './plan-csv-action';

type Lead = PlanCsvAction['leads'][number];
type LeadOrigin = Lead['origin'];

/** A governance group that a lead may name. */
export interface KnownGroup {
  readonly id: string;
  readonly name: string;
}

export interface LeadReading {
  readonly leads: readonly Lead[];
  readonly errors: readonly string[];
  readonly originErrors: readonly string[];
  /** What stands in brackets behind an origin, and is not kept. */
  readonly notes: readonly string[];
}

const TAG = /^(.*\S)\s+\[(role|group):([A-Za-z0-9-]{1,64})\]$/s;

/**
 * The leads of a cell, parted by `;` (commas belong to titles). A name of a known group is that group; any other is a
 * role, whose id follows from its name. A lead may name its id itself, at its end: `Steering Group [group:GG-WSG]`.
 *
 * @param originCell one word for all leads, or one per lead: `stated` = the document gives this title, `assigned` = it
 *   gives only a name and the title is ours; empty means stated
 */
export function readLeads(cell: string, originCell: string, groups: readonly KnownGroup[]): LeadReading {
  const named = splitList(cell, ';').map((part) => identify(part, groups));
  const notes = [...originCell.matchAll(/\(([^)]*)\)/g)].map((match) => match[1] ?? '');
  const words = splitList(originCell.replace(/\([^)]*\)/g, ' '), ';').map((word) => word.toLowerCase());
  const originErrors = originFaults(words, named.length);
  const twice = named.filter(
    (lead, at) => named.findIndex(({ id, kind }) => id === lead.id && kind === lead.kind) < at,
  );
  const leads = named.map((lead, at) => ({ ...lead, origin: (words[at] ?? words[0] ?? 'stated') as LeadOrigin }));
  return {
    leads: originErrors.length === 0 ? leads : [],
    errors: [...new Set(twice.map(({ name }) => `“${name}” is named twice.`))],
    originErrors,
    notes,
  };
}

function originFaults(words: readonly string[], leads: number): string[] {
  const unknown = words.find((word) => word !== 'stated' && word !== 'assigned');
  if (unknown !== undefined) return [`“${unknown}” is not an origin. Write stated or assigned.`];
  if (words.length > 1 && words.length !== leads) {
    return [`There are ${words.length} origins for ${leads} leads. Write one for all, or one for each.`];
  }
  return [];
}

function identify(part: string, groups: readonly KnownGroup[]): Pick<Lead, 'kind' | 'id' | 'name'> {
  const tag = TAG.exec(part);
  if (tag) return { kind: tag[2] as Lead['kind'], id: tag[3] ?? '', name: tag[1] ?? '' };
  const group = groups.find(({ name }) => comparable(name) === comparable(part));
  return group ? { kind: 'group', id: group.id, name: part } : { kind: 'role', id: roleIdOf(part), name: part };
}

const comparable = (name: string) => name.toLowerCase().replace(/\s+/g, ' ').trim();

/**
 * The id of a role that is known by its name only: its words in lower case. The same name gives the same id in every
 * plan; a name too long for an id, or without Latin letters, ends in a digest of the whole.
 */
export function roleIdOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (slug !== '' && slug.length <= 64) return slug;
  const digest = createHash('sha256').update(comparable(name)).digest('hex').slice(0, 12);
  return slug === '' ? `role-${digest}` : `${slug.slice(0, 51).replace(/-$/, '')}-${digest}`;
}

/** The cells that `readLeads` reads as these leads again: names alone where those say which lead is meant. */
export function writeLeads(
  leads: readonly Lead[],
  groups: readonly KnownGroup[],
): { readonly names: string; readonly origins: string } {
  const names = leads.map(({ kind, id, name }) => {
    const plain = identify(name, groups);
    return plain.kind === kind && plain.id === id && plain.name === name ? name : `${name} [${kind}:${id}]`;
  });
  const origins = leads.map(({ origin }) => origin);
  return {
    names: joinList(names, ';'),
    origins: new Set(origins).size === 1 ? (origins[0] ?? '') : origins.join('; '),
  };
}
