import { Injectable } from '@nestjs/common';
import { pageRequest, type RecordForms, type SignedInExchange } from '@minutebook/accounts';
import { FormErrors, Pages, FormPages, bodyOf, textOf, type ShownAgain } from '@minutebook/web-kit';
import { ErasurePolicy } from '../application/erasure.policy';
import { RecordOnErasureRequest } from '../application/erasure-request.command-handler';
import { ErasureTargets, type TargetAsked } from '../application/erasure-targets';
import type { ErasureRequest } from '../read-models/erasures.query';
import { withinReason } from './awaiting-erasure';
import { decisionForm, type Decision } from './decide-erasure.presenter';
import { erasurePaths } from './erasure-paths';
import { ErasureSubjects } from './erasure-subject';
import { ShownRequests } from './shown-requests';
import { SHOWN_AT, textFaults } from './form-values';

/** The forms that decide a request for erasure. */
@Injectable()
export class DecisionForms implements RecordForms<Decision> {
  constructor(
    private readonly pages: Pages,
    private readonly forms: FormPages,
    private readonly shown: ShownRequests,
    private readonly subjects: ErasureSubjects,
    private readonly targets: ErasureTargets,
    private readonly policy: ErasurePolicy,
  ) {}

  show(decision: Decision, id: string, http: SignedInExchange): Promise<void> {
    return this.showForm(decision, id, http);
  }

  async send(decision: Decision, id: string, http: SignedInExchange): Promise<void> {
    const { request, account } = http;
    this.shown.one(id, await this.pages.moment(request), account);
    const reason = textOf(bodyOf(request), 'reason');
    const form = decisionForm(decision);
    const errors = new FormErrors(textFaults('reason', 'The reason', reason, form.reasonMissing));
    if (errors.any) return this.showForm(decision, id, http, { status: 422, errors });
    const command = pageRequest(request, form.permission, reason === '' ? {} : { reason });
    const outcome = await this.forms.execute(new RecordOnErasureRequest(id, { type: decision }, command), SHOWN_AT);
    if ('again' in outcome) return this.showForm(decision, id, http, outcome.again);
    const isCarriedOut = decision === 'agree' && (await withinReason(this.policy.carryOut(id)));
    const text = isCarriedOut ? 'It was agreed to and carried out: the texts are gone.' : form.recorded;
    // The next page waits for the confirmation, which follows the agreement.
    const { revision } = outcome.done;
    const shown = isCarriedOut ? { ...outcome.done, revision: revision + 1 } : outcome.done;
    await this.forms.done(http, shown, text, erasurePaths.request(id));
  }

  private async showForm(decision: Decision, id: string, http: SignedInExchange, again?: ShownAgain): Promise<void> {
    const { request, account } = http;
    const moment = await this.pages.moment(request);
    const found = this.shown.one(id, moment, account);
    const view = decisionForm(decision).present(found, {
      subject: this.subjects.subject(found.stream, found.eventRevision, moment, account),
      texts: decision === 'agree' ? await this.targets.textsOf(targetOf(found)) : [],
      typed: { reason: textOf(bodyOf(request), 'reason') },
      reader: account,
    });
    await this.forms.show(http, view, again);
  }
}

function targetOf({ kind, stream, eventRevision }: ErasureRequest): TargetAsked {
  return kind === 'person'
    ? { kind, personId: stream.slice('person-'.length) }
    : { kind, stream, revision: eventRevision ?? 0 };
}
