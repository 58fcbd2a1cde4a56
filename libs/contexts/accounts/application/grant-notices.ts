import { Inject, Injectable } from '@nestjs/common';
import { dateInWords, isHeld, ROLE_NAMES, SENSITIVE_ROLES, type LocalDate, type Opened } from '@minutebook/kernel';
import { MAILER, PublicAddress, type LoggedEvent, type Mailer } from '@minutebook/kernel/recording';
import { AccountDirectory } from '../account-directory';
import type { RoleGranted } from '../domain/account.events';

/** The chairs of today, with the address of each: found by the application, which knows the read models. */
export abstract class Chairs {
  abstract today(): readonly { readonly account: string; readonly email: string }[];
}

/**
 * Tells the chairs by mail that a role was given that sees what is closed. The truth is the event, which stands in the
 * trail: a mail that cannot be sent is not sent again.
 */
@Injectable()
export class GrantNotices {
  constructor(
    private readonly chairs: Chairs,
    private readonly directory: AccountDirectory,
    private readonly address: PublicAddress,
    @Inject(MAILER) private readonly mailer: Mailer,
  ) {}

  /** Told of every event that is applied while the service runs. */
  follow(events: readonly LoggedEvent[]): void {
    if (!this.mailer.canSend) return;
    for (const event of events) {
      if (event.type !== 'RoleGranted') continue;
      const { data } = event as LoggedEvent & Opened<RoleGranted>;
      if (SENSITIVE_ROLES.includes(data.role)) void this.tell(event, data).catch(() => undefined);
    }
  }

  private async tell(event: LoggedEvent, { role, from, grantId }: Opened<RoleGranted>['data']): Promise<void> {
    const who = this.directory.nameOf(event.stream.slice('account-'.length));
    const by = this.directory.nameOf(event.metadata.actor.account);
    const text = [
      `${by} gave ${who} the role of ${ROLE_NAMES[role]} in Minutebook, from ${dateInWords(from)}.`,
      'You are told because you chair a group, and the role sees what is closed to others. There is nothing to do if it is right.',
      `The audit trail: ${this.address.link(`/audit-trail?record=${event.stream}`)}`,
    ].join('\n\n');
    const chairs = this.chairs.today();
    const subject = `A role of ${ROLE_NAMES[role]} was given`;
    await Promise.allSettled(
      chairs.map(({ account, email }) =>
        this.mailer.send({ key: `grant-${grantId}-${account}`, to: email, subject, text }),
      ),
    );
  }
}

/** The accounts that hold a role on a day. */
export function holdersOn(
  grants: readonly {
    readonly account: string;
    readonly role: string;
    readonly from: string;
    readonly to: string | null;
  }[],
  role: string,
  day: LocalDate,
): readonly string[] {
  const held = grants.filter(
    (grant) => grant.role === role && isHeld({ from: grant.from, ...(grant.to !== null && { to: grant.to }) }, day),
  );
  return [...new Set(held.map(({ account }) => account))];
}
