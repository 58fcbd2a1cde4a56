import { Module } from '@nestjs/common';
import { ReminderKinds } from './application/reminder-kinds';
import { ChaseQuery } from './read-models/chase.query';

@Module({ providers: [ReminderKinds, ChaseQuery], exports: [ReminderKinds, ChaseQuery] })
export class RemindersModule {}
