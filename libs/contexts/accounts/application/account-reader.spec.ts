import { LogUnavailable, type LoggedEvent } from '@minutebook/kernel/recording';
import { happened, recordOf, type Happening } from '../../../kernel/testing/story.fixture';
import { grantFor } from '../account-rights';
import type { AccountEvent } from '../domain/account.events';
import type { KnownAccount } from '../domain/account.state';
import { AccountReader } from './account-reader';

const said = (id: string, event: AccountEvent): Happening => happened(`account-${id}`, event);
const opened = (id: string): Happening =>
  said(id, { type: 'AccountOpened', data: { kind: 'person', title: `Account ${id}` } });
const granted = (id: string, role: 'clerk' | 'chair'): Happening =>
  said(id, { type: 'RoleGranted', data: { grantId: role, role, scope: { kind: 'council' }, from: '2014-01-01' } });
const ended = (id: string): Happening => said(id, { type: 'RoleEnded', data: { grantId: 'clerk', to: '2014-06-15' } });

/** A log that several nodes read, on a clock that the spec moves. */
class Nodes {
  now = Date.UTC(2026, 0, 5);
  reads = 0;
  outOfReach = false;
  private events: readonly LoggedEvent[] = [];
  private readonly story: Happening[] = [];

  happens(...happenings: readonly Happening[]): void {
    this.story.push(...happenings);
    this.events = recordOf(this.story);
  }

  node(lastKnown?: (id: string) => KnownAccount): AccountReader {
    const clock = { now: () => Date.UTC(2014, 5, 16, 9) };
    const systemClock = { now: () => this.now, monotonic: () => this.now };
    return new AccountReader({ readStream: (stream) => this.readStream(stream) }, clock, systemClock, lastKnown);
  }

  private async readStream(stream: string): Promise<readonly LoggedEvent[]> {
    this.reads += 1;
    if (this.outOfReach) throw new LogUnavailable(false, 'Out of reach');
    return this.events.filter((event) => event.stream === stream);
  }
}

let nodes: Nodes;
beforeEach(() => {
  nodes = new Nodes();
});

const rolesOn = async (node: AccountReader, id = 'a') => (await node.identify(id, String))?.roles;

describe('an account', () => {
  it('is not there until it is opened, and not any more once it is closed', async () => {
    const node = nodes.node();
    expect(await node.identify('a', String)).toBeUndefined();
    expect(await node.identify('not an id', String)).toBeUndefined();

    nodes.happens(opened('a'), granted('a', 'clerk'));
    node.forget();
    expect(await rolesOn(node)).toEqual(['clerk']);

    nodes.happens(said('a', { type: 'AccountClosed', data: { on: '2014-06-16', validFrom: 1 } }));
    node.forget();
    expect(await node.identify('a', String)).toBeUndefined();
  });

  it('acts on the event that grants its role', async () => {
    nodes.happens(opened('a'), granted('a', 'chair'), granted('a', 'clerk'));
    const account = await nodes.node().identify('a', String);
    expect(account && grantFor(account, 'establish-group', {})?.grant).toBe('account-a@2');
  });

  it('acts in the roles of whom it covers for, as long as both hold', async () => {
    nodes.happens(opened('a'), opened('b'), granted('b', 'clerk'));
    const cover = { coverId: 'c', forAccount: 'b', from: '2014-06-10', to: '2014-06-20' };
    nodes.happens(said('a', { type: 'AbsenceCovered', data: cover }));

    const account = await nodes.node().identify('a', String);
    expect(account?.grants).toEqual([
      {
        role: 'clerk',
        scope: { kind: 'council' },
        grant: 'account-a@1',
        until: '2014-06-20',
        actingFor: 'b',
      },
    ]);

    nodes.happens(said('b', { type: 'AccountClosed', data: { on: '2014-06-16', validFrom: 1 } }));
    expect(await rolesOn(nodes.node())).toEqual([]);
  });
});

describe('a role that is taken away', () => {
  it('is gone at once on the node that records it, and within a second on every other', async () => {
    nodes.happens(opened('a'), granted('a', 'clerk'));
    const [here, there] = [nodes.node(), nodes.node()];
    expect(await Promise.all([rolesOn(here), rolesOn(there)])).toEqual([['clerk'], ['clerk']]);

    nodes.happens(ended('a'));
    here.forget();
    expect(await rolesOn(here)).toEqual([]);

    nodes.now += 1_000;
    expect(await rolesOn(there)).toEqual([]);
  });

  it('costs no reading of the log for a second', async () => {
    nodes.happens(opened('a'), granted('a', 'clerk'));
    const node = nodes.node();
    await Promise.all([rolesOn(node), rolesOn(node), rolesOn(node)]);
    nodes.now += 999;
    await rolesOn(node);
    expect(nodes.reads).toBe(1);
    nodes.now += 1;
    await rolesOn(node);
    expect(nodes.reads).toBe(2);
  });

  it('is not remembered from a reading that began before it', async () => {
    nodes.happens(opened('a'), granted('a', 'clerk'));
    const node = nodes.node();
    const under = rolesOn(node);
    nodes.happens(ended('a'));
    node.forget();
    await under;
    expect(await rolesOn(node)).toEqual([]);
  });
});

describe('a log that cannot be asked', () => {
  it('leaves an account what it could do for ten seconds, and then only reading', async () => {
    nodes.happens(opened('a'), granted('a', 'clerk'));
    const node = nodes.node();
    await rolesOn(node);
    nodes.outOfReach = true;

    nodes.now += 10_000;
    const trusted = await node.identify('a', String);
    expect(trusted && grantFor(trusted, 'establish-group', {})).toBeDefined();

    nodes.now += 1;
    const unsure = await node.identify('a', String);
    expect(unsure && grantFor(unsure, 'establish-group', {})).toBeUndefined();
    expect(unsure && grantFor(unsure, 'read-programme', {})).toBeDefined();

    nodes.outOfReach = false;
    const again = await node.identify('a', String);
    expect(again && grantFor(again, 'establish-group', {})).toBeDefined();
  });

  it('lets in to read who is known from before, although not seen lately', async () => {
    nodes.outOfReach = true;
    const known = { status: 'open', kind: 'person', title: 'A', covers: [], signIns: [], tokens: [] } as const;
    const grant = { grantId: 'clerk', role: 'clerk', scope: { kind: 'council' }, from: '2014-01-01' } as const;
    const node = nodes.node(() => ({ ...known, grants: [grant], sessionsValidFrom: 5 }));

    const account = await node.identify('a', String);

    expect(account).toMatchObject({ roles: ['clerk'], unsure: true, state: { sessionsValidFrom: 5 } });
    expect(account && grantFor(account, 'establish-group', {})).toBeUndefined();
  });

  it('lets nobody in who was not seen before', async () => {
    nodes.outOfReach = true;
    await expect(nodes.node().identify('a', String)).rejects.toThrow(LogUnavailable);
  });
});
