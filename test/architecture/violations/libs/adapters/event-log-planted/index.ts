import { readFileSync } from 'node:fs';
import { driver } from '@minutebook/sqlite';
import { port } from '@minutebook/kernel/recording';

export const log = [readFileSync, driver, port];
