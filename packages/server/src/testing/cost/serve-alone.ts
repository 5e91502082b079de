import { serveMeasured } from './serve-measured.ts';

await serveMeasured();
