@echo off
rem Data beside the program, http://127.0.0.1:5080; settings: docs\settings.md
chcp 65001 >nul
cd /d "%~dp0"
bin\Rectification.Gateway.exe --Data:Path "%~dp0data" %*
