import { Injectable } from '@nestjs/common';
import { AccountDirectory } from '@minutebook/accounts';
import { PublicAddress } from '@minutebook/kernel/recording';
import { Addresses, AnswerAddresses } from './what-is-known';

/** How the council is called in its mail. */
export abstract class CouncilInMail {
  abstract readonly current: string;
}

/** What a mail is made of. */
@Injectable()
export class MailParts {
  constructor(
    readonly addresses: Addresses,
    readonly answers: AnswerAddresses,
    readonly directory: AccountDirectory,
    readonly address: PublicAddress,
    readonly council: CouncilInMail,
  ) {}
}
