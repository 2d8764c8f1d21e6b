import { SAMPLE_TENANT, Simulator } from '../../simulator/simulator.mts';

/** The call of 8x8's support article, on which example 01 sets its variables. */
export const articleCall = {
	guid: 'int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme',
	callId: '3f8a1c20-77d1@203.0.113.7',
};

/** The caller of example 04, known in the sample table of example 00. */
export const callerNumber = '14085550123';

/** The live calls of the sample customers; a fifth customer's call has ended, which example 03 shows. */
const customersOnTheLine = [
	'int-18f2a6b3c00-K7mQ2vTzRw9LxPb4nYcD8-phone-01-acme',
	'int-18f2a6b3f21-Hs3JdW8uEo5GkXq1tZaV6-phone-01-acme',
	'int-18f2a6b4a07-Pf6YbN0iMr2CeSl7wUxK9-phone-01-acme',
];

/** A simulated 8x8 with the support article's tenant and some calls that have just come in. */
export async function simulatorWithCalls(): Promise<Simulator> {
	// The support article has private data "masked before displaying/storing".
	const simulator = await Simulator.start({ tenants: [SAMPLE_TENANT], maskPrivateOnGet: true });
	simulator.addInteraction({
		...articleCall,
		channel: '18005551234',
		ani: callerNumber,
		callerName: 'Ada Example',
		declaredVariables: ['_queueId', '_SSN', '_dueDate', '_tier'],
	});
	for (const guid of customersOnTheLine) simulator.addInteraction({ guid });
	return simulator;
}
