import { defineConfig } from '@playwright/test';
import base, { long } from './playwright.config.ts';

/** Runs the slow tests that `npm test` leaves out. */
export default defineConfig({ ...base, testIgnore: [], testMatch: long });
