import type { LoggedEvent } from '@minutebook/kernel/recording';
import { holdsSecret, withoutSecrets } from './secrets';

const event = (data: unknown): LoggedEvent => ({ data }) as LoggedEvent;

describe('what somebody signs in with', () => {
  it.each([{ credential: {} }, { codeHash: 'x' }, { tokenHash: 'x', name: 'Warehouse' }])(
    'is no text that anybody wrote: %j',
    (data) => {
      expect(holdsSecret(event(data))).toBe(true);
    },
  );

  it('is left out at any depth, and nothing else is', () => {
    const value = { name: 'A', deep: [{ credential: { sealed: 1 }, at: 1 }], bodyMac: 'x', none: null };

    expect(withoutSecrets(value)).toEqual({ name: 'A', deep: [{ at: 1 }], none: null });
    expect(holdsSecret(event({ title: 'A' }))).toBe(false);
    expect(holdsSecret(event(null))).toBe(false);
  });
});
