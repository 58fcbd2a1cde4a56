import { Injectable } from '@nestjs/common';

export const layout = Injectable;
