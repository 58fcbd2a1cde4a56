import { Injectable } from '@nestjs/common';
import { store } from '@minutebook/kernel/read-models';
import type { CaseOpened } from '../domain/case.events';

export const caseList = [Injectable, store];
export type Listed = CaseOpened;
