import { accept } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { governanceGroupDecider } from './governance-group.decider';
import type { GovernanceGroupEstablished } from './governance-group.events';
import type { AppointMember, StandDownMember } from './membership.commands';
import { MEMBER_KINDS, type MemberAppointed, type MemberStoodDown } from './membership.events';

const established: GovernanceGroupEstablished = {
  type: 'GovernanceGroupEstablished',
  data: { name: 'Workforce Group', kind: 'joint sub-group', source: '003' },
};
const appoint: AppointMember = {
  type: 'appoint-member',
  id: 'GG-WF',
  memberId: 'm1',
  role: 'Head of Service',
  kind: 'member',
};
const appointed: MemberAppointed = {
  type: 'MemberAppointed',
  data: { memberId: 'm1', role: 'Head of Service', kind: 'member', chairs: false, from: '2014-04-01' },
};
const stoodDown: MemberStoodDown = { type: 'MemberStoodDown', data: { memberId: 'm1', on: '2014-06-01' } };
const standDown: StandDownMember = { type: 'stand-down-member', id: 'GG-WF', memberId: 'm1', today: '2014-06-16' };

const appointing = (command: Partial<AppointMember>, ...history: (MemberAppointed | MemberStoodDown)[]) =>
  given(
    governanceGroupDecider,
    [established, ...history].map((event) => told(event)),
  ).when({ ...appoint, ...command });
const standingDown = (command: Partial<StandDownMember>, ...history: (MemberAppointed | MemberStoodDown)[]) =>
  given(
    governanceGroupDecider,
    [established, ...history].map((event) => told(event)),
  ).when({ ...standDown, ...command });

describe('a member', () => {
  it('is appointed by role and agency, with what else is known', () => {
    const said = { agency: 'Health', chairs: true, accountId: 'demo-chair', from: '2014-04-01', to: '2015-03-31' };

    expect(appointing(said)).toEqual(
      accept({ type: 'MemberAppointed', data: { memberId: 'm1', role: 'Head of Service', kind: 'member', ...said } }),
    );
  });

  it.each(MEMBER_KINDS.map(({ id }) => id))('may belong to the group as %s', (kind) => {
    const besides = {
      ...(kind === 'deputy' && { deputyFor: 'm1' }),
      ...(kind === 'guest' && { invitedFor: 'Item 4' }),
    };

    expect(appointing({ memberId: 'm2', kind, ...besides }, appointed)).toMatchObject({
      accepted: [{ data: { kind } }],
    });
  });

  it('is appointed once under one id: member-already-appointed', () => {
    expect(appointing({}, appointed)).toMatchObject(refusedBy('member-already-appointed', { kind: 'conflict' }));
  });

  it.each([
    ['member-id-malformed', 'memberId', { memberId: 'm 1' }],
    ['no-such-member-kind', 'kind', { kind: 'patron' }],
    ['deputy-for-nobody', 'deputyFor', { kind: 'deputy' }],
    ['deputy-for-nobody', 'deputyFor', { kind: 'deputy', deputyFor: 'm9' }],
    ['only-deputies-stand-in', 'deputyFor', { deputyFor: 'm1' }],
    ['guest-without-item', 'invitedFor', { kind: 'guest' }],
    ['only-guests-are-invited', 'invitedFor', { invitedFor: 'Item 4' }],
    ['chair-is-no-member', 'chairs', { kind: 'in-attendance', chairs: true }],
    ['member-date-not-real', 'from', { from: '2014-02-30' }],
    ['member-date-not-real', 'to', { to: 'never' }],
    ['member-ends-before-beginning', 'to', { from: '2014-04-02', to: '2014-04-01' }],
    ['account-id-malformed', 'accountId', { accountId: 'A. Person' }],
  ] as const)('is not appointed against %s (%s)', (rule, field, command) => {
    expect(appointing({ memberId: 'm2', ...command }, appointed)).toMatchObject(refusedBy(rule, { field }));
  });

  it('has no deputy once it has stood down: deputy-for-nobody', () => {
    const outcome = appointing({ memberId: 'm2', kind: 'deputy', deputyFor: 'm1' }, appointed, stoodDown);

    expect(outcome).toMatchObject(refusedBy('deputy-for-nobody'));
  });

  it('stands down today, or on a day before', () => {
    expect(standingDown({}, appointed)).toEqual(accept({ ...stoodDown, data: { memberId: 'm1', on: '2014-06-16' } }));
    expect(standingDown({ on: '2014-06-01' }, appointed)).toEqual(accept(stoodDown));
  });

  it('stands down once: again is already so', () => {
    expect(standingDown({}, appointed, stoodDown)).toEqual(ALREADY_SO);
  });

  it.each([
    ['no-such-member', 'memberId', { memberId: 'm9' }],
    ['member-date-not-real', 'on', { on: '2014-06-31' }],
    ['stands-down-in-the-future', 'on', { on: '2014-06-17' }],
    ['stands-down-before-beginning', 'on', { on: '2014-03-31' }],
  ] as const)('does not stand down against %s (%s)', (rule, field, command) => {
    expect(standingDown(command, appointed)).toMatchObject(refusedBy(rule, { field }));
  });
});

describe('a task and finish group', () => {
  const establish = {
    type: 'establish',
    id: 'GG-T',
    name: 'Task',
    kind: 'task and finish group',
    source: '003',
  } as const;
  const when = (endsOn?: string) =>
    given(governanceGroupDecider, []).when({ ...establish, ...(endsOn !== undefined && { endsOn }) });

  it('has a day on which it is to have finished', () => {
    const { name, kind, source } = establish;
    const data = { name, kind, source, endsOn: '2014-09-30' };
    expect(when('2014-09-30')).toEqual(accept({ type: 'GovernanceGroupEstablished', data }));
  });

  it('is not established without one: task-group-without-end', () => {
    expect(when()).toMatchObject(refusedBy('task-group-without-end', { field: 'endsOn' }));
  });

  it('does not end on a day that is none: end-date-not-real', () => {
    expect(when('2014-09-31')).toMatchObject(refusedBy('end-date-not-real', { field: 'endsOn' }));
  });
});
