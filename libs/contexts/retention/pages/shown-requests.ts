import { Injectable } from '@nestjs/common';
import { roleFor, type Account } from '@minutebook/accounts';
import { isId } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';
import { Problem } from '@minutebook/web-kit';
import { ErasuresQuery, type ErasureRequest } from '../read-models/erasures.query';

/** Requests as their readers may see them: whoever may only ask sees their own. */
@Injectable()
export class ShownRequests {
  constructor(private readonly erasures: ErasuresQuery) {}

  all(at: AsAt, reader: Account): readonly ErasureRequest[] {
    return this.erasures.requests(at).filter((request) => isShownTo(reader, request));
  }

  /** Throws a 404 `Problem`. */
  one(id: string, at: AsAt, reader: Account): ErasureRequest {
    const request = isId(id) ? this.erasures.request(id, at) : undefined;
    if (!request || !isShownTo(reader, request))
      throw new Problem(404, { title: 'There is no such request at this address.' });
    return request;
  }
}

function isShownTo(reader: Account, { askedBy }: ErasureRequest): boolean {
  return askedBy === reader.id || roleFor(reader, 'read-retention') !== undefined;
}
