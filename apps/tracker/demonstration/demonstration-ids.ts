import { uuidV5 } from '@minutebook/kernel/recording';

/** Namespace of every id of the demonstration. Never changed: ids derived from it stand in addresses. */
const DEMONSTRATION = '0d5c1b52-5a0e-5d0c-8f4e-6a3c2b9e7f10';

/** The id of a record of the demonstration, from a key that stays what it is. */
export const idOf = (key: string): string => uuidV5(DEMONSTRATION, key);

/** Id of the appointment of a role to a group. */
export const memberIdOf = (groupId: string, role: string): string => idOf(`member/${groupId}/${role}`);
