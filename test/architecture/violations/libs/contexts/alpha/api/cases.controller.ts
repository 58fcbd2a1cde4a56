import { Controller } from '@nestjs/common';
import { handler } from '../application/case.command-handler';

export const api = [Controller, handler];
