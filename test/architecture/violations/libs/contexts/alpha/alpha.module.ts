import { Module } from '@nestjs/common';

export const alphaModule = Module;
