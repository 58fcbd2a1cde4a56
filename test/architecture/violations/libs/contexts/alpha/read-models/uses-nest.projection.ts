// violates: nest-stays-at-the-edge
import { Injectable } from '@nestjs/common';

export const used = Injectable;
