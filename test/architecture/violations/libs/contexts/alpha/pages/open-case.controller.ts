import { Controller } from '@nestjs/common';
import { layout } from '@minutebook/web-kit';
import { handler } from '../application/case.command-handler';
import type { CaseOpened } from '../domain/case.events';
import { caseList } from '../read-models/case-list.query';

export const page = [Controller, layout, handler, caseList];
export type Shown = CaseOpened;
