import { createHash } from 'node:crypto';
import { AccountDirectory, AccountReader, actorOf, grantFor } from '@minutebook/accounts';
import { PlanImports, type PlanImport, type PlanImportDryRun } from '@minutebook/action-plans';
import { GroupsQuery } from '@minutebook/governance-groups';
import { DEFAULT_RAG_SCHEME, londonDateOf } from '@minutebook/kernel';
import { ReadModels } from '@minutebook/kernel/read-models';
import { uuidV5, type CommandRequest } from '@minutebook/kernel/recording';
import type { Running } from '../minutebook';
import { OrderRefused } from './control-socket';
import type { OptionsKnown } from './options';

const NEEDED = ['file', 'title', 'group', 'starts', 'ends', 'account'] as const;

/** What `npm run import` takes; the file's content travels as base64 in `content`. */
export const IMPORT_OPTIONS: OptionsKnown = { known: [...NEEDED, 'rag-scheme'], needed: NEEDED, flags: ['dry-run'] };

/** Namespace of the ids of imports from the command line. Never changed. */
const IMPORTS = '6d6f1f0e-3b5a-5b60-8a77-2f3f5d0c4e21';

/**
 * Imports a plan from a CSV file, all or nothing. The same order a second time finds the import that it made: a run that
 * was cut short is simply given again.
 */
export async function importPlan({ app, record }: Running, options: Readonly<Record<string, string>>): Promise<string> {
  const imports = app.get(PlanImports, { strict: false });
  const request = await requestOf(app, options);
  const wanted = wantedOf(options);
  const today = londonDateOf(record.clock.now());
  const now = app.get(ReadModels).asAt(undefined, today);
  if ('fault' in now) throw new Error(now.fault);
  const groups = app.get(GroupsQuery, { strict: false }).groups(now);
  if (options['dry-run'] === 'yes') return tell(await imports.dryRun(wanted, groups));

  const importId = uuidV5(IMPORTS, request.commandId);
  const outcome = await imports.accept(importId, wanted, groups, request);
  if ('faulty' in outcome) return tell(outcome.faulty);
  if ('refused' in outcome) throw new OrderRefused(outcome.refused.message);
  const { planId, actions } = await imports.carryOut(importId);
  return outcome.done.recorded
    ? `The plan was imported with ${actions} actions: /action-plans/${planId}`
    : `This file was imported before, with ${actions} actions: /action-plans/${planId}`;
}

async function requestOf(app: Running['app'], options: Readonly<Record<string, string>>): Promise<CommandRequest> {
  const directory = app.get(AccountDirectory);
  const account = await app.get(AccountReader).identify(options['account'] ?? '', (id) => directory.nameOf(id));
  if (!account) throw new OrderRefused(`There is no account "${options['account'] ?? ''}".`);
  const grant = grantFor(account, 'import-plan', { groups: [options['group'] ?? ''] });
  if (!grant) throw new OrderRefused(`${account.name} may not import plans of this group.`);
  const said = IMPORT_OPTIONS.known.map((name) => options[name] ?? '');
  const digest = createHash('sha256')
    .update(options['content'] ?? '')
    .digest('hex');
  return {
    commandId: uuidV5(IMPORTS, [...said, digest].join('\n')),
    actor: actorOf(account, grant),
    origin: 'import',
    via: 'cli',
  };
}

function wantedOf(options: Readonly<Record<string, string>>): PlanImport {
  return {
    title: options['title'] ?? '',
    groupId: options['group'] ?? '',
    startsOn: options['starts'] ?? '',
    endsOn: options['ends'] ?? '',
    ragScheme: options['rag-scheme'] ?? DEFAULT_RAG_SCHEME,
    fileName: options['file'] ?? '',
    file: Buffer.from(options['content'] ?? '', 'base64'),
  };
}

/** What a dry run found, in words. Throws `OrderRefused` where anything stands in the way. */
function tell({ planErrors, rows, errors, warnings }: PlanImportDryRun): string {
  const line = ({ row, column, message }: PlanImportDryRun['errors'][number]): string =>
    `  ${row === undefined ? 'file' : `row ${row}`}${column === undefined ? '' : `, ${column}`}: ${message}`;
  const warned = warnings.length === 0 ? [] : ['To know:', ...warnings.map(line)];
  if (planErrors.length + errors.length > 0)
    throw new OrderRefused(
      [
        'Nothing was imported.',
        ...planErrors.map(({ message }) => `  ${message}`),
        ...errors.map(line),
        ...warned,
      ].join('\n'),
    );
  return [
    `The file is in order: ${rows.length} actions. Nothing was imported, for this was a dry run.`,
    ...warned,
  ].join('\n');
}
