SELECT ((((1))));
