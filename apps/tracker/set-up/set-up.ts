import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AccountOpening, emailRefusal, hashOfCode, PasswordSetting, passwordRefusal } from '@minutebook/accounts';
import type { Refusal } from '@minutebook/kernel';
import { uuidV5, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { SYSTEM_ACTOR } from '../system-actor';
import { RecordOnCouncil } from './council.command-handler';

/** Whether the record waits to be set up, and the digest of the code that lets somebody do it. */
export abstract class SetUpCode {
  /** Undefined once the record has an administrator, and in a demonstration. */
  abstract readonly hash: string | undefined;
  /** The record is set up: the code opens nothing any more. */
  abstract used(): void;
}

/** What the first hour begins with. */
export interface FirstAdministrator {
  readonly code: string;
  readonly council: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Namespace of the ids of the set-up: whatever is sent twice is one set-up. Never changed. */
const SET_UP = 'b8b2d0a6-52c4-5f0c-9a5c-0f1e5f0a7c11';

/**
 * Sets a new record up: the council, and its first administrator with a password. The password is the last thing that is
 * recorded, and the code holds until then: a set-up that was cut short is sent again.
 */
@Injectable()
export class SetUp {
  constructor(
    private readonly setUpCode: SetUpCode,
    private readonly commands: CommandBus,
    private readonly opening: AccountOpening,
    private readonly passwords: PasswordSetting,
  ) {}

  /** Whether somebody with the code may set the record up. */
  get isOpen(): boolean {
    return this.setUpCode.hash !== undefined;
  }

  isCode(code: string): boolean {
    const { hash } = this.setUpCode;
    return hash !== undefined && timingSafeEqual(Buffer.from(hash), Buffer.from(hashOfCode(code)));
  }

  /** @param today the record's date in London */
  async carryOut(
    { code, council, name, email, password }: FirstAdministrator,
    today: string,
  ): Promise<{ readonly account: string } | { readonly refused: Refusal }> {
    if (!this.isCode(code))
      return {
        refused: { rule: 'code-not-valid', field: 'code', message: 'This is not the code that the console shows.' },
      };
    const refused = emailRefusal(email) ?? passwordRefusal(password, [name, email, council]);
    if (refused) return { refused };
    const account = uuidV5(SET_UP, `account ${code}`);
    const grant = {
      grantId: uuidV5(account, 'grant'),
      role: 'administrator',
      scope: { kind: 'council' },
      from: today,
    } as const;
    const person = {
      accountId: account,
      kind: 'person',
      title: 'Administrator',
      name,
      email,
      grants: [grant],
    } as const;
    const steps: readonly (() => Promise<CommandOutcome>)[] = [
      () =>
        this.commands.execute(new RecordOnCouncil({ type: 'establish', name: council }, request(account, 'council'))),
      () => this.opening.open(person, request(account, 'administrator')),
      () => this.passwords.set(account, password, 'set-up', SYSTEM_ACTOR),
    ];
    for (const step of steps) {
      const outcome = await step();
      if ('refused' in outcome) return outcome;
    }
    this.setUpCode.used();
    return { account };
  }
}

function request(account: string, what: string): CommandRequest {
  return { commandId: uuidV5(account, what), actor: SYSTEM_ACTOR, origin: 'user', via: 'page' };
}
