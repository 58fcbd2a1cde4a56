// violates: kernel-uses-no-package-but-the-calendar
import { Injectable } from '@nestjs/common';

export const used = Injectable;
