import { uuidV5, type CommandRequest } from '@minutebook/kernel/recording';
import { POLICY_STREAM } from './reminder-streams';

/** Namespace of the ids of the policy's own commands. Never changed. */
export const POLICY = '5d0c9b7e-3a41-5e86-9d22-0b8f4c6e7a02';

/** What the policy records: its ids follow from the message and the step, so that a second worker meets "already so". */
export function policyRequest(key: string, part: string): CommandRequest {
  return {
    commandId: uuidV5(key, part),
    actor: { account: 'system', role: 'system', grant: `${POLICY_STREAM}@0` },
    origin: 'system',
    via: 'policy',
  };
}
