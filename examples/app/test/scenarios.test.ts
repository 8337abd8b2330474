/** Each scenario is a test: the answers it expects are answers that the contract of its request allows. */
import { scenarios } from 'vertex-scenarios/vitest';

await scenarios('scenarios');
