/** The grammar's program asks for modules of Node where it runs in Node. It is given its bytes, and needs none of them. */
export const grammarAnywhere = {
  define: { 'process.type': '"renderer"' },
  plugins: [
    {
      name: 'grammar-anywhere',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^(fs|crypto)$/ }, ({ path, importer }) =>
          importer.includes('libpg-query') ? { path, namespace: 'unused' } : undefined,
        );
        onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: '' }));
      },
    },
  ],
};
