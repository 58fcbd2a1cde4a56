import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  FormWithFile,
  type IdentifiedRequest,
  newRecordId,
  pageRequest,
  Permit,
  type Reply,
  Rights,
} from '@minutebook/accounts';
import { GroupsQuery, type GroupSummary } from '@minutebook/governance-groups';
import { DEFAULT_RAG_SCHEME } from '@minutebook/kernel';
import {
  bodyOf,
  FormErrors,
  idempotencyKeyOf,
  inOrder,
  Pages,
  plural,
  textOf,
  type FieldError,
} from '@minutebook/web-kit';
import { MAX_IMPORT_BYTES, PlanImports, type PlanImport, type PlanImportDryRun } from '../application/import-plan';
import { planPaths, trailPath } from './action-plan-paths';
import { presentImportForm, presentImportPreview } from './import-plan.presenter';
import { readOwnMultipart, type SentFile } from './multipart';
import { newPlanErrors, PLAN_FIELDS, readPlan, type PlanRead } from './plan-reading';

/** How long the answer waits for the import to be carried out, in ms; a longer one is followed on its own page. */
const WAIT_FOR_IMPORT = 3_000;

const NO_DATE = { day: '', month: '', year: '' };
const BLANK = { title: '', groupId: '', startsOn: NO_DATE, endsOn: NO_DATE, ragScheme: DEFAULT_RAG_SCHEME };

/** A plan comes from a file: first a dry run that shows everything, then all of it is recorded, or nothing. */
@ApiExcludeController()
@Controller('action-plans/import')
export class ImportPlanController {
  constructor(
    private readonly pages: Pages,
    private readonly imports: PlanImports,
    private readonly groups: GroupsQuery,
    private readonly rights: Rights,
  ) {}

  @Permit('import-plan', 'somewhere')
  @Get()
  async show(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await this.sendForm(request, reply, { values: BLANK });
  }

  /** The dry run: every error of every row, or what would be recorded. Records nothing. */
  @Permit('import-plan', 'somewhere')
  @FormWithFile()
  @Post()
  async tryOut(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const { file } = await readOwnMultipart(request, MAX_IMPORT_BYTES);
    await this.check(request, reply, file);
  }

  /** The second step sends the same plan and file again; they are checked again, and accepted as a whole. */
  @Permit('import-plan', 'somewhere')
  @FormWithFile()
  @Post('accept')
  async accept(@Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    await readOwnMultipart(request, MAX_IMPORT_BYTES);
    const body = bodyOf(request);
    const bytes = Buffer.from(textOf(body, 'fileContent'), 'base64');
    const file = { name: textOf(body, 'fileName'), bytes, tooLarge: bytes.length > MAX_IMPORT_BYTES };
    const read = readPlan(body);
    if (inOrder(PLAN_FIELDS, read.errors, newPlanErrors(read.values)).any || bytes.length === 0)
      return this.check(request, reply, bytes.length === 0 ? undefined : file);
    await this.rights.requireFor(request, 'import-plan', { kind: 'group', id: read.values.groupId });
    const command = pageRequest(request, 'import-plan');
    const importId = newRecordId(command.commandId, undefined);
    const groups = await this.groupsOf(request);
    const outcome = await this.imports.accept(importId, wantedOf(read, file), groups, command);
    if ('faulty' in outcome) return this.check(request, reply, file);
    if ('refused' in outcome) {
      const errors = FormErrors.of(outcome.refused.message);
      return this.sendForm(request, reply, { values: read.values, errors });
    }
    const carriedOut = await withinReason(this.imports.carryOut(importId));
    await this.pages.done(request, reply, {
      location: carriedOut ? planPaths.board(carriedOut.planId) : planPaths.imported(importId),
      seen: carriedOut ?? outcome.done,
      flash: {
        text: carriedOut
          ? `The plan was imported with ${plural(carriedOut.actions, 'action')}.`
          : 'The import was accepted and is being carried out.',
        href: trailPath(outcome.done.stream),
        linkText: 'See it in the audit trail',
      },
    });
  }

  private async check(request: IdentifiedRequest, reply: Reply, file: SentFile | undefined): Promise<void> {
    const read = readPlan(bodyOf(request));
    const { values } = read;
    const fileFault = faultOf(file);
    const groups = await this.groupsOf(request);
    const dryRun = file && !fileFault ? await this.imports.dryRun(wantedOf(read, file), groups) : undefined;
    const typed = [...read.errors, ...newPlanErrors(values)];
    const errors = inOrder(
      [...PLAN_FIELDS, 'file'],
      typed,
      // What was not typed at all has been said; a rule need not say it again.
      (dryRun?.planErrors ?? []).map(({ field = '', message }) => ({ field, message })),
      fileFault ? [fileFault] : [],
      dryRun && dryRun.errors.length > 0
        ? [{ field: 'file', message: `The file has ${plural(dryRun.errors.length, 'error')}, so nothing is imported` }]
        : [],
    );
    if (errors.any || !dryRun || !file) return this.sendForm(request, reply, { values, errors, tried: dryRun });
    const context = presentImportPreview({
      dryRun,
      values,
      period: { startsOn: read.startsOn.date ?? '', endsOn: read.endsOn.date ?? '' },
      groupName: groups.find(({ id }) => id === values.groupId)?.name ?? values.groupId,
      file,
    });
    const { title: planTitle, ...preview } = context;
    const form = {
      ...formOf(request),
      action: planPaths.acceptImport,
      submit: `Import the plan with ${context.count}`,
      cancel: { text: 'Choose another file', href: planPaths.importing },
    };
    const head = {
      title: 'Check the plan before it is imported',
      breadcrumbs: BREADCRUMBS,
      formPath: planPaths.importing,
    };
    await this.pages.send(request, reply, 'import-plan-preview.njk', head, { ...form, ...preview, planTitle });
  }

  private async sendForm(
    request: IdentifiedRequest,
    reply: Reply,
    shown: { readonly values: PlanRead['values']; readonly errors?: FormErrors; readonly tried?: PlanImportDryRun },
  ): Promise<void> {
    const { values, errors = FormErrors.none, tried } = shown;
    const form = {
      ...formOf(request),
      action: planPaths.importing,
      submit: 'Check the file',
      cancel: { text: 'Cancel', href: planPaths.list },
    };
    const head = { title: 'Import a plan', breadcrumbs: BREADCRUMBS, errors, formPath: planPaths.importing };
    const context = { ...form, ...presentImportForm(values, await this.groupsOf(request), tried) };
    await this.pages.send(request, reply, 'import-plan.njk', head, context, errors.any ? 422 : 200);
  }

  private async groupsOf(request: IdentifiedRequest): Promise<readonly GroupSummary[]> {
    return this.groups.groups(await this.pages.moment(request));
  }
}

const BREADCRUMBS = [{ text: 'Plans', href: planPaths.list }];

function formOf(request: IdentifiedRequest): { readonly multipart: true; readonly idempotencyKey: string } {
  return { multipart: true, idempotencyKey: idempotencyKeyOf(bodyOf(request)) };
}

function wantedOf({ values, startsOn, endsOn }: PlanRead, file: SentFile): PlanImport {
  const { title, groupId, ragScheme } = values;
  const period = { startsOn: startsOn.date ?? '', endsOn: endsOn.date ?? '' };
  return { title, groupId, ragScheme, ...period, fileName: file.name || 'plan.csv', file: file.bytes };
}

function faultOf(file: SentFile | undefined): FieldError | undefined {
  if (!file) return { field: 'file', message: 'Choose the file with the actions' };
  if (file.bytes.length === 0) return { field: 'file', message: 'The file is empty' };
  if (isOfAnotherKind(file))
    return {
      field: 'file',
      message: `“${file.name}” is not a CSV file. Save the list as “CSV UTF-8 (Comma delimited)” and choose that file`,
    };
  if (!file.tooLarge) return undefined;
  const most = `${MAX_IMPORT_BYTES / 1024} KB`;
  return { field: 'file', message: `The file is larger than ${most}. Divide the plan into two` };
}

/** How other files begin: workbooks and other archives, older workbooks, PDF. None begins so by chance: they are no text. */
const OTHER_KINDS = ['504b0304', 'd0cf11e0', '25504446'];

/** Name and content must both say that it is a list; a browser that sends no name leaves the content alone. */
function isOfAnotherKind({ name, bytes }: SentFile): boolean {
  const begins = bytes.subarray(0, 4).toString('hex');
  return (name !== '' && !/\.csv$/i.test(name)) || OTHER_KINDS.includes(begins);
}

/** What a promise brings, if it does so soon; a failure is told on the import's own page. */
async function withinReason<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), WAIT_FOR_IMPORT);
  });
  return Promise.race([work.catch(() => undefined), late]).finally(() => clearTimeout(timer));
}
