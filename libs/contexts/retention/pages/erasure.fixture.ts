import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestTracker } from '../../../../test/tracker/test-tracker';
import type { LoggedEvent } from '@minutebook/kernel/recording';

/** For specs only: the files below a folder that hold a text, by their paths in it. */
export function filesHolding(folder: string, text: string): readonly string[] {
  const wanted = Buffer.from(text);
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => statSync(join(folder, file)).isFile() && readFileSync(join(folder, file)).includes(wanted))
    .sort();
}

/** For specs only: asks and agrees over HTTP, by two accounts. */
export class Erasing {
  constructor(private readonly tracker: TestTracker) {}

  /** Asks for the removal of the texts of an event; answers with the id of the request. */
  async asked({ stream, revision }: Pick<LoggedEvent, 'stream' | 'revision'>, account = 'demo-clerk'): Promise<string> {
    const answer = await this.post(`erasure-requests`, account, {
      stream,
      revision,
      ground: 'written-by-mistake',
      authority: 'Decision of the data protection officer',
      reason: 'It does not belong here',
    });
    return String((answer.body as { id: string }).id);
  }

  async agreed(requestId: string, account = 'demo-hr'): Promise<void> {
    const { status, body } = await this.post(`erasure-requests/${requestId}/agree`, account, {});
    if (status !== 200) throw new Error(`Not agreed to: ${JSON.stringify(body)}`);
    await this.carriedOut(requestId);
  }

  /** Waits until the record says that it is done. */
  async carriedOut(requestId: string): Promise<void> {
    if (!(await this.tracker.record.readModels.waitFor(`erasureRequest-${requestId}`, 2, 20_000)))
      throw new Error('It was not carried out');
  }

  post(path: string, account: string, body: object) {
    return this.tracker.http
      .post(`/api/v1/${path}`)
      .set('Authorization', `Bearer ${this.tracker.token(account)}`)
      .send(body);
  }
}
