import { defineConfig } from '@playwright/test';
import base, { long } from './playwright.config.ts';

export default defineConfig({ ...base, testIgnore: [], testMatch: long });
