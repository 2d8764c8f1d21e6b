import { startServerUnderTest } from './startServerUnderTest.mjs';

export default async () => void (await startServerUnderTest());
