import { Injectable } from '@nestjs/common';
import { port } from '@minutebook/kernel/recording';
import type { BillSent } from '@minutebook/beta';
import { decide } from '../domain/case.decider';

export const handler = [Injectable, port, decide];
export type Heard = BillSent;
