import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReadModels } from '@minutebook/kernel/read-models';
import {
  ConcurrencyConflict,
  newRandomId,
  PreconditionFailed,
  type CommandOutcome,
  type CommandReceipt,
} from '@minutebook/kernel/recording';
import { withQuery, type Link } from '../addresses';
import { FormErrors } from '../form-errors';
import { textOf, type Body } from '../form-reading';
import { IDEMPOTENCY_FIELD } from '../page-frame';
import { Pages } from './pages';

/** A request and where its answer goes. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** One form as it is shown: where it goes, what it says, and what its template needs besides. */
export interface FormView {
  readonly template: string;
  readonly title: string;
  readonly breadcrumbs: readonly Link[];
  /** The address of the form's page, which is also where it is sent to. */
  readonly path: string;
  /** Where it is sent to, if the query says what the form is about. */
  readonly action?: string;
  readonly submit: string;
  readonly cancel: Link;
  readonly context: object;
}

/** Why a form is shown again. */
export interface ShownAgain {
  readonly status: 409 | 422;
  readonly errors: FormErrors;
  /** The record was changed since the form was shown: the revision that the reader knew. */
  readonly knownRevision?: number;
}

/** How long a form waits until it can show what somebody else has recorded, in ms. */
const WAIT_FOR_NEWER = 2_000;

/** At which field of its page a form shows the refusal of a field; what is not named here is shown at its own. */
export type ShownAt = Readonly<Record<string, string>>;

/** What every form has in common: shown, sent, shown again with what was typed, or recorded. */
@Injectable()
export class FormPages {
  constructor(
    private readonly pages: Pages,
    private readonly commands: CommandBus,
    private readonly readModels: ReadModels,
  ) {}

  async show({ request, reply }: Exchange, view: FormView, again?: ShownAgain): Promise<void> {
    const { template, title, breadcrumbs, path, action = path, submit, cancel, context } = view;
    const head = { title, breadcrumbs, formPath: path, ...(again && { errors: again.errors }) };
    const form = { action, idempotencyKey: idempotencyKeyOf(bodyOf(request)), submit, cancel };
    await this.pages.send(request, reply, template, head, { ...form, ...context }, again?.status ?? 200);
  }

  /** Sends the command of a form: its receipt, or why the form is to be shown again. */
  async execute(
    command: object,
    shownAt: ShownAt = {},
  ): Promise<{ readonly done: CommandReceipt } | { readonly again: ShownAgain }> {
    try {
      const outcome = await this.commands.execute<object, CommandOutcome>(command);
      if ('done' in outcome) return outcome;
      const { message, field = '', kind } = outcome.refused;
      const errors = FormErrors.of(message, shownAt[field] ?? field);
      return { again: { status: kind === 'conflict' ? 409 : 422, errors } };
    } catch (error) {
      if (!(error instanceof PreconditionFailed) && !(error instanceof ConcurrencyConflict)) throw error;
      const expected = error instanceof ConcurrencyConflict ? error.expected : undefined;
      if (typeof error.actual === 'number') await this.readModels.waitFor(error.stream, error.actual, WAIT_FOR_NEWER);
      return {
        again: {
          status: 409,
          errors: FormErrors.of(
            'Somebody else changed this since you opened the form. Look at what is newer, then send yours again if it still holds.',
          ),
          ...(typeof expected === 'number' && { knownRevision: expected }),
        },
      };
    }
  }

  /** Answers 303, says what was recorded, and leads into the audit trail. */
  async done({ request, reply }: Exchange, receipt: CommandReceipt, text: string, location: string): Promise<void> {
    await this.pages.done(request, reply, {
      location,
      seen: { stream: receipt.stream, revision: receipt.revision },
      flash: {
        text: receipt.recorded ? text : 'That stood in the record already: nothing was recorded twice.',
        href: withQuery('/audit-trail', { record: receipt.stream }),
        linkText: 'See it in the audit trail',
      },
    });
  }
}

/** What a form sent; nothing for a page that is only shown. */
export function bodyOf(request: FastifyRequest): Body {
  return (request.body ?? {}) as Body;
}

/** The revision that a form was shown at, if it says so. */
export function revisionIn(body: Body): number | undefined {
  const text = textOf(body, 'revision');
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** A form that is shown again keeps its key, so that sending it twice records once. */
export function idempotencyKeyOf(body: Body): string {
  const sent = body[IDEMPOTENCY_FIELD];
  return typeof sent === 'string' && /^[\w-]{8,64}$/.test(sent) ? sent : newRandomId();
}
