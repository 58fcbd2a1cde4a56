import {
  accept,
  isId,
  refusalsFrom,
  refuse,
  unreachable,
  type Decider,
  type Refusal,
  type SealedText,
  type Told,
} from '@minutebook/kernel';
import type { PersonEvent } from './person.events';

export type PersonCommand =
  | { readonly type: 'add'; readonly id: string; readonly name: SealedText; readonly email?: SealedText }
  | { readonly type: 'change-details'; readonly name?: SealedText; readonly email?: SealedText };

const REFUSALS = {
  'person-already-exists': { field: 'id', kind: 'conflict', message: 'There is already a person with this id.' },
  'person-id-malformed': { field: 'id', message: 'The id of a person has up to 64 letters, digits and hyphens.' },
  'no-such-person': { kind: 'not-found', message: 'There is no such person.' },
} as const satisfies Record<string, Omit<Refusal, 'rule'>>;

export type PersonRefusal = Refusal<keyof typeof REFUSALS>;

const refusal = refusalsFrom(REFUSALS);

export interface PersonState {
  readonly status: 'unknown' | 'known';
  readonly name?: SealedText;
  readonly email?: SealedText;
}

/** A person whom the record knows by name, with or without an account. Stream `person-<id>`. */
export const personDecider: Decider<PersonState, PersonCommand, PersonEvent, PersonRefusal> = {
  initialState: { status: 'unknown' },
  decide(command, state) {
    switch (command.type) {
      case 'add': {
        const { id, name, email } = command;
        if (!isId(id)) return refuse(refusal('person-id-malformed'));
        if (state.status !== 'unknown') return refuse(refusal('person-already-exists'));
        return accept({ type: 'PersonAdded', data: { name, ...(email !== undefined && { email }) } });
      }
      case 'change-details': {
        if (state.status === 'unknown') return refuse(refusal('no-such-person'));
        const { name, email } = command;
        if (name === undefined && email === undefined) return accept();
        return accept({
          type: 'PersonDetailsChanged',
          data: { ...(name !== undefined && { name }), ...(email !== undefined && { email }) },
        });
      }
      default:
        return unreachable(command);
    }
  },
  evolve(state: PersonState, event: Told<PersonEvent>): PersonState {
    switch (event.type) {
      case 'PersonAdded':
        return { status: 'known', ...event.data };
      case 'PersonDetailsChanged':
        return state.status === 'known' ? { ...state, ...event.data } : state;
      default:
        return unreachable(event);
    }
  },
};
