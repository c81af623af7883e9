@echo off
rem Runs the program of this file's name: the jar of ..\dist, with the Java of JAVA_HOME or of the PATH.
rem No archive of classes, which the scripts for other systems have made: cmd starts nothing in the background unseen.
setlocal
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "PATH=%JAVA_HOME%\bin;%PATH%"
where java >nul 2>nul || goto missing
rem 17 of "17.0.15", 1 of "1.8.0_402"
set "found=17"
for /f "tokens=3" %%v in ('java -version 2^>^&1 ^| findstr /c:" version "') do for /f "delims=.-+" %%m in ("%%~v") do set "found=%%m"
if %found% LSS 17 goto old
rem the name as it was typed, for the hints of the program
java "-Dsockets.launcher=%~0" -jar "%~dp0..\dist\%~n0.jar" %*
exit /b

:missing
set "said=not found (install Java 17 or later, or set JAVA_HOME: https://adoptium.net)"
set "dicho=not found (instale Java 17 o posterior, o defina JAVA_HOME: https://adoptium.net)"
goto fails

:old
set "said=too old (Java 17 or later is needed: https://adoptium.net)"
set "dicho=too old (hace falta Java 17 o posterior: https://adoptium.net)"

:fails
rem in the language of Windows, as its registry has it: es-AR
set "locale=en-US"
for /f "tokens=3" %%l in ('reg query "HKCU\Control Panel\International" /v LocaleName 2^>nul') do set "locale=%%l"
if "%locale:~0,2%"=="es" set "said=%dicho%"
echo %~n0: java: %said% >&2
exit /b 1
