// violates: only-apps-choose-adapters
import { vault } from '@minutebook/key-vault-planted';

export const used = vault;
