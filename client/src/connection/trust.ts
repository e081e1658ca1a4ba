/**
 * What reaches out to a cluster or to AWS, or reads what a workspace says of them, waits until the person trusts the
 * workspace: who wrote its files may have chosen the cluster, the AWS profile and with it a program to run.
 */
export const onceTrusted =
  (isTrusted: () => boolean) =>
  <Given extends readonly unknown[], Result>(
    work: (...given: Given) => Promise<Result>,
  ): ((...given: Given) => Promise<Result>) =>
  async (...given) => {
    if (!isTrusted()) throw new Error('Connecting needs a workspace that you trust.');
    return await work(...given);
  };
