const { commands } = require('vscode');

const walkthrough = 'dsql-workbench.dsql-workbench#firstSteps';

exports.activate = () => commands.executeCommand('workbench.action.openWalkthrough', walkthrough, true);
