import { againAlarm, deliveryAlarm, digestAlarm, escalationAlarm, readAlarm, sweepAlarm } from './alarm-keys';

const MESSAGE = '6f1c2a4e-0d3b-5c7a-8e9f-1a2b3c4d5e6f';

describe('the names of alarms', () => {
  it.each([
    [digestAlarm('demo-action-lead', '2014-06-17'), { what: 'digest', account: 'demo-action-lead', day: '2014-06-17' }],
    [digestAlarm(MESSAGE, '2014-06-17'), { what: 'digest', account: MESSAGE, day: '2014-06-17' }],
    [againAlarm(MESSAGE), { what: 'again', message: MESSAGE }],
    [deliveryAlarm(MESSAGE, 3), { what: 'delivery', message: MESSAGE, asked: 3 }],
    [escalationAlarm(`action-${MESSAGE}`), { what: 'escalate', stream: `action-${MESSAGE}` }],
    [sweepAlarm('2014-06-17'), { what: 'sweep', day: '2014-06-17' }],
  ])('%s says what to look at', (key, meaning) => {
    expect(readAlarm(key)).toEqual(meaning);
  });

  it.each(['', 'sweep', 'sweep-tomorrow', 'digest-20140617', 'digest-somebody-soon', 'delivery-a-b', 'another-a-1'])(
    '%p says nothing to this version',
    (key) => {
      expect(readAlarm(key)).toBeUndefined();
    },
  );
});
