// violates: adapters-share-the-contract-not-code
import { vault } from '@minutebook/key-vault-planted';

export const used = vault;
