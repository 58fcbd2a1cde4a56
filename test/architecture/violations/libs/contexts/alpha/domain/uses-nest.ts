// violates: domain-uses-no-package
import { Injectable } from '@nestjs/common';

export const used = Injectable;
